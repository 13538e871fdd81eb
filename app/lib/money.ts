/** An amount from end to end: integer minor units and ISO 4217 currency. Decimals exist only in formatMoney and at a gateway's door. */
export interface Money {
  minor: number;
  currency: string;
}

/** How many digits follow the decimal point (ISO 4217 exponent): 2 for EGP and ZAR, 3 for OMR. */
export function minorDigits(currency: string): number {
  return formatterFor(currency).resolvedOptions().maximumFractionDigits ?? 2;
}

/** "450.00": for files, where the currency stands beside it. No locale, no grouping, every digit exact. */
export function decimalOf(money: Money): string {
  const digits = minorDigits(money.currency);
  const text = String(Math.abs(money.minor)).padStart(digits + 1, "0");
  const whole = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  return money.minor < 0 ? `-${whole}` : whole;
}

/** "EGP 450.00", in Arabic too: code first, it stays left to right and reads the same in both. */
export function formatMoney(money: Money): string {
  return formatterFor(money.currency)
    .format(money.minor / 10 ** minorDigits(money.currency))
    .replaceAll("\u00a0", " ");
}

const formatters = new Map<string, Intl.NumberFormat>();

/** Making a formatter costs more than a hundred uses of it. */
function formatterFor(currency: string): Intl.NumberFormat {
  let formatter = formatters.get(currency);
  if (!formatter) {
    formatter = new Intl.NumberFormat("en", { style: "currency", currency, currencyDisplay: "code" });
    formatters.set(currency, formatter);
  }
  return formatter;
}

export function sameMoney(a: Money, b: Money): boolean {
  return a.minor === b.minor && a.currency === b.currency;
}
