import { describe, expect, test } from "vitest";
import type { Gateway } from "#app/gateways/gateway.ts";
import { signedFields, signedValues } from "#app/gateways/paymob/signature.server.ts";
import { bytes, callbackUrl, type Sample, sample, samples } from "#tests/gateways/fixtures.ts";
import { paymob } from "#tests/gateways/test-accounts.ts";

const fields = signedFields.transaction;
const transactions = samples.filter((one) => one.body?.type === "TRANSACTION");

/** The same signed string cut elsewhere: characters moved over one boundary, in either direction, 1 to all. */
function* movedTexts(texts: string[], movable: RegExp): Generator<string[]> {
  for (let i = 0; i + 1 < texts.length; i++) {
    const [left, right] = [texts[i]!, texts[i + 1]!];
    for (let k = 1; k <= left.length && movable.test(left.slice(-k)); k++)
      yield texts.with(i, left.slice(0, -k)).with(i + 1, left.slice(-k) + right);
    for (let k = 1; k <= right.length && movable.test(right.slice(0, k)); k++)
      yield texts.with(i, left + right.slice(0, k)).with(i + 1, right.slice(k));
  }
}

/** The body with these texts as its signed values: as numbers and booleans where they can be, or all as text. */
function bodyOf(row: Sample, texts: string[], typed: boolean): string {
  const body = structuredClone(row.body);
  const raw: Record<string, string> = {};
  fields.forEach((field, i) => {
    const path = field.split(".");
    const name = path.pop()!;
    const holder = path.reduce((value, part) => value[part], body.obj);
    const original = holder[name];
    const text = texts[i]!;
    const isNumber = typeof original === "number" && /^-?(0|[1-9]\d*)$/.test(text);
    const isBoolean = typeof original === "boolean" && /^(true|false)$/.test(text);
    holder[name] = text;
    if (!typed || (!isNumber && !isBoolean)) return;
    holder[name] = `<${i}>`;
    raw[`"<${i}>"`] = text;
  });
  // As the digits stand, so that numbers beyond 2^53 keep them.
  return JSON.stringify(body).replace(/"<\d+>"/g, (mark) => raw[mark] ?? mark);
}

/** How a twin is kept from ever being applied; "accepted" is what must not happen. */
function fateOf(gateway: Gateway, row: Sample, text: string): string {
  const url = callbackUrl(row.hmac_with_fixture_secret!);
  const answer = gateway.authenticate(bytes(text), new Headers(), url);
  if (answer.verdict !== "authentic") return answer.verdict;
  const event = gateway.read(answer.envelope);
  if (event.type === "malformed") return "malformed";
  if (event.type !== "transaction" && event.type !== "child") return event.type;
  if (!event.fact.accountIsOurs) return "account is not ours";
  return event.fact.orderRef === String(row.body.obj.order.id) ? "accepted" : "order never stored";
}

const textsOf = (row: Sample) =>
  signedValues("transaction", row.body).map((value) => (value === null ? "" : String(value)));
const gatewayFor = (row: Sample) =>
  paymob({ PAYMOB_INTEGRATION_IDS: `${row.body.obj.integration_id}:card:${row.body.obj.currency}` });

describe.each(transactions.map((row) => [row.name, row] as const))("%s", (_name, row) => {
  const gateway = gatewayFor(row);
  const texts = textsOf(row);

  test("as it is, it is accepted", () => {
    expect(fateOf(gateway, row, bodyOf(row, texts, true))).toBe("accepted");
  });

  test("with digits moved between neighbouring fields it still verifies, and is never accepted", () => {
    const fates: Record<string, number> = {};
    for (const moved of movedTexts(texts, /^\d+$/))
      for (const typed of [true, false]) {
        const fate = fateOf(gateway, row, bodyOf(row, moved, typed));
        expect(["malformed", "account is not ours", "order never stored"], moved.join("|")).toContain(fate);
        fates[fate] = (fates[fate] ?? 0) + 1;
      }
    // Each of the three guards is needed by some of them.
    expect(Object.keys(fates).sort()).toEqual(["account is not ours", "malformed", "order never stored"]);
  });

  test("with any characters moved, only the words for the card's brand can change", () => {
    for (const moved of movedTexts(texts, /^[\s\S]+$/)) {
      const text = bodyOf(row, moved, true);
      if (fateOf(gateway, row, text) !== "accepted") continue;
      const changed = fields.filter((_field, i) => moved[i] !== texts[i]);
      expect(changed).toEqual(["source_data.sub_type", "source_data.type"]);
    }
  });
});

test("the documented sample has at least the 57 variants of the design, each with its fate known", () => {
  const row = sample("paymob-card-success-egp");
  const gateway = gatewayFor(row);
  const fates = new Map<string, number>();
  for (const moved of movedTexts(textsOf(row), /^\d+$/)) {
    const fate = fateOf(gateway, row, bodyOf(row, moved, true));
    fates.set(fate, (fates.get(fate) ?? 0) + 1);
  }
  const total = [...fates.values()].reduce((sum, count) => sum + count, 0);
  expect(total).toBeGreaterThanOrEqual(57);
  expect(fates.has("accepted")).toBe(false);
  // id and integration (digits that leave no leading zero and keep both canonical); order and owner likewise.
  expect(Object.fromEntries(fates)).toMatchObject({
    "account is not ours": expect.any(Number),
    "order never stored": expect.any(Number),
  });
});

test("where one integration id ends with another, the signature alone is not enough", () => {
  const row = sample("paymob-card-success-egp");
  // 192036465|4097558 and 1920364654|097558 … |58: the last is an integration of ours here.
  const gateway = paymob({ PAYMOB_INTEGRATION_IDS: "4097558:card:EGP,58:card:EGP" });
  const texts = textsOf(row);
  const twin = texts.with(5, "19203646540975").with(6, "58");
  for (const one of [texts, twin]) {
    const url = callbackUrl(row.hmac_with_fixture_secret!);
    const answer = gateway.authenticate(bytes(bodyOf(row, one, true)), new Headers(), url);
    if (answer.verdict !== "authentic") throw new Error("does not verify");
    expect(gateway.read(answer.envelope)).toMatchObject({ type: "transaction", confirm: true });
  }
});
