/** Objects that describe a person: every word in them is about somebody. */
const personKeys =
  /^(billing_data|shipping_data|shipping_details|customer|customer_details|client_info|payer|cardholder)$/i;
const secretKeys = /token|secret|hmac|signature|password|cvv|cvc|api_?key|^key$|^authorization$/i;
const cardKeys = /(^|_)pan$|card_?num(ber)?$/i;
const personalKeys =
  /(first|last|full|middle|holder|customer|card_?holder)_?name|name_on_card|e-?mail|phone|mobile|msisdn|street|building|apartment|floor|postal|zip|address|(^|_)ip$/i;

const email = /[^\s@"'<>,;&=]+@[^\s@"'<>,;&=]+\.[a-z]{2,}/gi;
const internationalPhone = /\+\d(?:[\s()-]?\d){7,14}/g;
const longDigits = /\b\d(?:[ -]?\d){12,18}\b/g;
const secretParameter = /([?&](?:[a-z_.]*(?:hmac|token|secret|signature|key))=)[^&#\s"]+/gi;
const emptyWord = /^(|NA|N\/A|UNK|-|None|null)$/i;

/**
 * A callback's body as staff may see it: names, e-mail addresses, phones, addresses, tokens and signatures are
 * masked, card digits but for the last four. Numbers keep the digits they came with, as they were signed.
 * What is no JSON is masked as text.
 */
export function maskBody(raw: string): string {
  try {
    return JSON.stringify(maskValue(JSON.parse(raw, keepDigits as never), "", false), null, 2);
  } catch (error) {
    if (error instanceof SyntaxError) return maskText(raw);
    throw error;
  }
}

type RawNumber = { rawJSON: string };
const { rawJSON, isRawJSON } = JSON as unknown as {
  rawJSON(text: string): RawNumber;
  isRawJSON(value: unknown): value is RawNumber;
};

/** 1.0 stays 1.0 and twenty digits stay twenty. */
function keepDigits(_key: string, value: unknown, { source }: { source?: string }): unknown {
  return typeof value === "number" && source !== undefined ? rawJSON(source) : value;
}

function maskValue(value: unknown, key: string, aboutPerson: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => maskValue(item, key, aboutPerson));
  if (isRawJSON(value)) return maskNumber(value, key);
  if (typeof value === "object" && value !== null) {
    const person = aboutPerson || personKeys.test(key);
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, maskValue(inner, name, person)]),
    );
  }
  return typeof value === "string" ? maskString(value, key, aboutPerson) : value;
}

function maskString(text: string, key: string, aboutPerson: boolean): string {
  if (emptyWord.test(text)) return text;
  if (secretKeys.test(key)) return "[masked]";
  if (cardKeys.test(key)) return lastFour(text);
  if (aboutPerson || personalKeys.test(key)) return "[masked]";
  return maskWithin(text);
}

function maskNumber(value: RawNumber, key: string): unknown {
  if (cardKeys.test(key)) return lastFour(value.rawJSON);
  if (personalKeys.test(key) && value.rawJSON.length > 4) return "[masked]";
  return value;
}

/** What gives itself away whatever it is called: addresses, phones, whole card numbers, secrets in a link. */
function maskWithin(text: string): string {
  return text
    .replace(secretParameter, "$1[masked]")
    .replace(email, "[masked]")
    .replace(internationalPhone, "[masked]")
    .replace(longDigits, (digits) => (isCardNumber(digits) ? lastFour(digits) : digits));
}

function maskText(text: string): string {
  const named = text
    .replace(/"([^"\\]{1,60})"(\s*:\s*)("(?:[^"\\]|\\.)*"?|-?\d[\d.]*)/g, (_, key, colon, value: string) =>
      value.startsWith('"')
        ? `"${key}"${colon}"${maskString(value.replaceAll('"', ""), key, false)}"`
        : `"${key}"${colon}${personalKeys.test(key) || cardKeys.test(key) ? '"[masked]"' : value}`,
    )
    .replace(
      /(^|[?&\s])([\w.-]{1,60})=([^&\s]+)/g,
      (_, before, key, value) => `${before}${key}=${maskString(value, key, false)}`,
    );
  return maskWithin(named);
}

function lastFour(text: string): string {
  const digits = text.replace(/[^\dx*•]/gi, "");
  return digits.length <= 4 ? digits : "•".repeat(digits.length - 4) + digits.slice(-4);
}

/** Luhn's check: a reference of as many digits is hardly ever one. */
function isCardNumber(text: string): boolean {
  const digits = text.replace(/\D/g, "").split("").map(Number).reverse();
  const sum = digits.reduce((total, digit, place) => {
    const counted = place % 2 === 0 ? digit : digit * 2;
    return total + (counted > 9 ? counted - 9 : counted);
  }, 0);
  return sum % 10 === 0;
}
