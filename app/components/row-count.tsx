import type { RowCount as Counted } from "#app/lib/count-rows.server.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

/**
 * How many rows there are: the number, that it is an estimate, rounded so that nobody takes it for a count, or that a
 * search stopped there.
 */
export function RowCount({ total }: { total: Counted }) {
  const t = useTranslations("lists");
  if (total.least) return <>{t("atLeast", { count: total.count })}</>;
  return (
    <>
      {total.exact ? t("counted", { count: total.count }) : t("estimated", { count: rounded(total.count) })}
    </>
  );
}

/** To two figures: 1,234,567 is "about 1,200,000". */
function rounded(count: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(count)) - 1);
  return Math.round(count / step) * step;
}
