import { formatMoney, type Money } from "#app/lib/money.ts";

/** An amount, tabular, its currency small beside it, left to right inside Arabic text. */
export function Amount({ money, className }: { money: Money; className?: string }) {
  const [before = "", after = ""] = formatMoney(money).split(money.currency);
  return (
    <bdi dir="ltr" className={`whitespace-nowrap tabular-nums ${className ?? ""}`}>
      {before}
      <span className="text-[max(0.75em,0.75rem)] font-medium tracking-wide">{money.currency}</span>
      {after}
    </bdi>
  );
}
