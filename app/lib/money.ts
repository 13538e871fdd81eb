/** An amount from end to end: integer minor units and ISO 4217 currency. Decimals exist only in formatMoney and at a gateway's door. */
export interface Money {
  minor: number;
  currency: string;
}

/** How many digits follow the decimal point (ISO 4217 exponent): 2 for EGP and ZAR, 3 for OMR. */
export function minorDigits(currency: string): number {
  return (
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

/** "EGP 450.00" in English, the locale's own form elsewhere. */
export function formatMoney(money: Money, locale = "en"): string {
  const digits = minorDigits(money.currency);
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency: money.currency,
    currencyDisplay: "code",
    minimumFractionDigits: digits,
  })
    .format(money.minor / 10 ** digits)
    .replaceAll("\u00a0", " ");
}

export function sameMoney(a: Money, b: Money): boolean {
  return a.minor === b.minor && a.currency === b.currency;
}
