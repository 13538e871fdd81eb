/** An amount from end to end: integer minor units and ISO 4217 currency. Decimals exist only in formatMoney and at a gateway's door. */
export interface Money {
  minor: number;
  currency: string;
}

/** How many digits follow the decimal point (ISO 4217 exponent): 2 for EGP and ZAR, 3 for OMR. */
export function minorDigits(currency: string): number {
  return currencyOf(currency).digits;
}

/** "450.00": for files, where the currency stands beside it. No locale, no grouping, every digit exact. */
export function decimalOf(money: Money): string {
  const digits = minorDigits(money.currency);
  const text = String(Math.abs(money.minor)).padStart(digits + 1, "0");
  const whole = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  return money.minor < 0 ? `-${whole}` : whole;
}

/**
 * What a person typed as an amount of this currency, in minor units: "4500", "4,500.00", Arabic digits. Null: no amount,
 * or more digits after the point than the currency has. No floats: digits only.
 */
export function parseDecimal(text: string, currency: string): number | null {
  const plain = text
    .trim()
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace("٫", ".");
  const match = /^(\d{1,3}(?:[,٬\u00a0 ]\d{3})+|\d+)(?:\.(\d*))?$/.exec(plain);
  const digits = minorDigits(currency);
  if (!match || (match[2] ?? "").length > digits) return null;
  const minor = Number(match[1]!.replace(/\D/g, "") + (match[2] ?? "").padEnd(digits, "0"));
  return Number.isSafeInteger(minor) ? minor : null;
}

/** "EGP 450.00", in Arabic too: code first, it stays left to right and reads the same in both. */
export function formatMoney(money: Money): string {
  const { formatter, digits } = currencyOf(money.currency);
  return formatter.format(money.minor / 10 ** digits).replaceAll("\u00a0", " ");
}

/** formatMoney for a sentence that may wrap: currency and figure stay on one line. */
export const unbrokenMoney = (money: Money): string => formatMoney(money).replaceAll(" ", "\u00a0");

const currencies = new Map<string, { formatter: Intl.NumberFormat; digits: number }>();

/** Making a formatter, or asking one for its digits, costs more than a hundred uses of it. */
function currencyOf(currency: string) {
  let found = currencies.get(currency);
  if (!found) {
    const formatter = new Intl.NumberFormat("en", { style: "currency", currency, currencyDisplay: "code" });
    found = { formatter, digits: formatter.resolvedOptions().maximumFractionDigits ?? 2 };
    currencies.set(currency, found);
  }
  return found;
}

export function sameMoney(a: Money, b: Money): boolean {
  return a.minor === b.minor && a.currency === b.currency;
}
