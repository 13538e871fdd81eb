/** An amount from end to end: integer minor units and ISO 4217 currency. Decimals exist only in formatMoney and at a gateway's door. */
export interface Money {
  minor: number;
  currency: string;
}

/** ISO 4217's exponents; every other currency has 2. */
const exponents = new Map(
  Object.entries({
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
  }).flatMap(([digits, codes]) => codes.split(" ").map((code) => [code, Number(digits)] as const)),
);

/**
 * How many digits follow the decimal point: 2 for EGP and ZAR, 3 for OMR. By ISO 4217, as gateways count; Intl tells
 * what people write, and drops the hundredths of PKR and others that Paymob takes (docs/decisions/0076).
 */
export function minorDigits(currency: string): number {
  return exponents.get(currency) ?? 2;
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
  const { minor, currency } = money;
  return formatterOf(currency)
    .format(minor / 10 ** minorDigits(currency))
    .replaceAll("\u00a0", " ");
}

/** formatMoney for a sentence that may wrap: currency and figure stay on one line. */
export const unbrokenMoney = (money: Money): string => formatMoney(money).replaceAll(" ", "\u00a0");

const formatters = new Map<string, Intl.NumberFormat>();

/** Making a formatter costs more than a hundred uses of it. */
function formatterOf(currency: string): Intl.NumberFormat {
  let found = formatters.get(currency);
  if (!found) {
    const digits = minorDigits(currency);
    found = new Intl.NumberFormat("en", {
      style: "currency",
      currency,
      currencyDisplay: "code",
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    formatters.set(currency, found);
  }
  return found;
}

export function sameMoney(a: Money, b: Money): boolean {
  return a.minor === b.minor && a.currency === b.currency;
}
