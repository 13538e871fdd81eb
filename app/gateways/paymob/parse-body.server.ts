import { isObject } from "#app/gateways/is-object.ts";

/**
 * A callback's JSON, or null if it is not a JSON object in UTF-8. A number whose text is not the one JavaScript
 * would write (`1000.0`, `1e3`, `-0`, beyond 2^53) stays that text: it is then signed as it was written, and
 * refused by the strict parsing, instead of quietly becoming another number.
 */
export function parseBody(raw: Uint8Array): Record<string, unknown> | null {
  try {
    const text = utf8.decode(raw);
    // Reading with a reviver takes four times as long (83 against 22 µs for 4 KB), and few bodies need it.
    const body: unknown = oddNumber.test(text) ? parseKeepingNumbers(text) : JSON.parse(text);
    return isObject(body) ? body : null;
  } catch {
    return null;
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const oddNumber = /"\s*:\s*(?:-0|-?\d+[.eE]|-?\d{16})/;

type Reviver = (this: unknown, key: string, value: unknown, context: { source: string }) => unknown;

const keepNumber: Reviver = (_key, value, { source }) =>
  typeof value === "number" && String(value) !== source ? source : value;

// TypeScript's library does not know the reviver's third argument yet.
const parseKeepingNumbers = (text: string): unknown =>
  JSON.parse(text, keepNumber as unknown as Parameters<typeof JSON.parse>[1]);
