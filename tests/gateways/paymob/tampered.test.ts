import { describe, expect, test } from "vitest";
import { sign, signedFields, signedText, signedValues } from "#app/gateways/paymob/signature.server.ts";
import { bytes, callbackUrl, type Json, sample, samples } from "#tests/gateways/fixtures.ts";
import { fixtureSecret, paymob } from "#tests/gateways/test-accounts.ts";

type Kind = keyof typeof signedFields;
const kinds: Record<string, Kind> = {
  TRANSACTION: "transaction",
  TOKEN: "card_token",
  DELIVERY_STATUS: "delivery_status",
};
const gateway = paymob();
const callbacks = samples.filter((one) => one.gateway === "paymob" && one.body?.type);

/** What becomes of a body under a signature: its verdict, and for an authentic one the kind of its event. */
function fateOf(text: string, signature: string): string {
  const answer = gateway.authenticate(bytes(text), new Headers(), callbackUrl(signature));
  return answer.verdict === "authentic" ? gateway.read(answer.envelope).type : answer.verdict;
}
const refused = ["bad_signature", "unparseable", "malformed"];

function get(obj: Json, field: string): unknown {
  return field.split(".").reduce((value, name) => value?.[name], obj);
}

/** The body with one signed field changed; `raw` puts a text into the JSON as it stands, not as a string. */
function withField(
  body: Json,
  field: string,
  change: { value?: unknown; raw?: string; drop?: true },
): string {
  const copy = structuredClone(body);
  const path = field.split(".");
  const name = path.pop()!;
  const holder = path.reduce((value, part) => value[part], copy.obj);
  if (change.drop) delete holder[name];
  else holder[name] = change.raw === undefined ? change.value : "<raw>";
  return JSON.stringify(copy).replace('"<raw>"', () => change.raw ?? "");
}

/** The nearest other value: a flipped boolean, a number or a first character one bit off. */
function oneBitOff(value: unknown): unknown {
  if (typeof value === "boolean") return !value;
  if (typeof value === "number") return value ^ 1;
  const text = String(value ?? "");
  return text === "" ? "1" : String.fromCharCode(text.charCodeAt(0) ^ 1) + text.slice(1);
}

function tamperings(body: Json, kind: Kind, field: string): [string, string][] {
  const value = get(body.obj, field);
  const list: [string, string][] = [
    ["one bit off", withField(body, field, { value: oneBitOff(value) })],
    ["dropped", withField(body, field, { drop: true })],
    ["null", withField(body, field, { value: null })],
    ["a list", withField(body, field, { value: [value] })],
  ];
  if (typeof value === "boolean") {
    list.push(["True", withField(body, field, { raw: value ? "True" : "False" })]);
    list.push(['"True"', withField(body, field, { value: value ? "True" : "False" })]);
    list.push(["as text", withField(body, field, { value: String(value) })]);
    list.push(["as 1 or 0", withField(body, field, { value: value ? 1 : 0 })]);
  }
  if (typeof value === "number") {
    list.push(["1.0", withField(body, field, { raw: `${value}.0` })]);
    list.push(["1e0", withField(body, field, { raw: `${value}e0` })]);
    list.push(['"1.0"', withField(body, field, { value: `${value}.0` })]);
    list.push(["as text", withField(body, field, { value: String(value) })]);
    list.push(["leading zero", withField(body, field, { value: `0${value}` })]);
    list.push(["negative", withField(body, field, { value: -value })]);
  }
  if (typeof value === "string" && value !== "") {
    list.push(["truncated", withField(body, field, { value: value.slice(0, -1) })]);
    const other = value === value.toUpperCase() ? value.toLowerCase() : value.toUpperCase();
    if (other !== value) list.push(["other case", withField(body, field, { value: other })]);
  }
  const neighbour = signedFields[kind][signedFields[kind].indexOf(field) + 1];
  const next = neighbour && get(body.obj, neighbour);
  if (neighbour && String(next) + String(value) !== String(value) + String(next)) {
    const swapped = JSON.parse(withField(body, field, { value: next }));
    list.push(["swapped with the next", withField(swapped, neighbour, { value })]);
  }
  return list;
}

describe.each(callbacks.map((one) => [one.name, one] as const))("%s", (_name, { body }) => {
  const kind = kinds[body.type]!;
  const signature = sign(signedText(signedValues(kind, body))!, fixtureSecret).toString("hex");

  test("as it is, it is read", () => {
    expect(refused).not.toContain(fateOf(JSON.stringify(body), signature));
  });

  test.each(signedFields[kind])("%s, tampered with, is refused", (field) => {
    const list = tamperings(body, kind, field);
    expect(list.length).toBeGreaterThan(3);
    for (const [how, text] of list) expect(refused, `${field} ${how}`).toContain(fateOf(text, signature));
  });

  test("a damaged signature is refused", () => {
    const text = JSON.stringify(body);
    const flipped = (Number.parseInt(signature[0]!, 16) ^ 1).toString(16) + signature.slice(1);
    const damaged = [
      "",
      signature.slice(0, -1),
      signature.slice(0, 64),
      `${signature}0`,
      `${signature}00`,
      signature.toUpperCase(),
      ` ${signature}`,
      flipped,
      "0".repeat(128),
      `${signature}&hmac=${signature}`,
    ];
    for (const one of damaged) expect(fateOf(text, one), one).toBe("bad_signature");
  });

  test("signed with another secret, or with an empty one, is refused", () => {
    const text = signedText(signedValues(kind, body))!;
    for (const secret of ["", "another-secret", `${fixtureSecret} `])
      expect(fateOf(JSON.stringify(body), sign(text, secret).toString("hex"))).toBe("bad_signature");
  });
});

test("a number that JSON would round is refused, however it is signed", () => {
  const { body } = sample("paymob-card-success-egp");
  for (const raw of ["100000.0", "1e5", "-0", "100000.00", "9007199254740993"]) {
    const text = withField(body, "amount_cents", { raw });
    const values = signedValues("transaction", body).with(0, raw);
    const signature = sign(signedText(values)!, fixtureSecret).toString("hex");
    expect(fateOf(text, signature), raw).toBe("malformed");
  }
});

test("rightly signed, a field that is not as Paymob writes it is malformed", () => {
  const { body } = sample("paymob-card-success-egp");
  const odd: [string, unknown][] = [
    ["source_data.pan", "234"],
    ["source_data.pan", "23467"],
    ["source_data.pan", ""],
    ["source_data.sub_type", ""],
    ["source_data.sub_type", "6MasterCard"],
    ["source_data.type", "2card"],
    ["currency", "5EGP"],
    ["currency", "egp"],
    ["created_at", "2024-06-13"],
    ["amount_cents", -1],
    ["amount_cents", 10.5],
    ["id", 0],
    ["owner", null],
    ["order.id", null],
  ];
  for (const [field, value] of odd) {
    const text = withField(body, field, { value });
    const signature = sign(signedText(signedValues("transaction", JSON.parse(text)))!, fixtureSecret);
    expect(fateOf(text, signature.toString("hex")), `${field} ${value}`).toBe("malformed");
  }
});

test("a type nobody documented cannot be verified, whatever it is signed with", () => {
  const { body, hmac_with_fixture_secret } = sample("paymob-card-success-egp");
  for (const type of ["REFUND", "transaction", "constructor", "", 7, null])
    expect(fateOf(JSON.stringify({ ...body, type }), hmac_with_fixture_secret!)).toBe("bad_signature");
});

test("what is not JSON is unparseable", () => {
  const { hmac_with_fixture_secret } = sample("paymob-card-success-egp");
  for (const text of ["", "{", "[]", "null", "7", '"text"', "a=b&c=d", "\ufeff{}"])
    expect(fateOf(text, hmac_with_fixture_secret!), text).toBe("unparseable");
  const broken = gateway.authenticate(Uint8Array.of(0x7b, 0xff, 0x7d), new Headers(), callbackUrl("00"));
  expect(broken.verdict).toBe("unparseable");
});

describe("a subscription's signature stands in its body", () => {
  const { body } = sample("paymob-subscription-callback");
  const fate = (changes: object) => fateOf(JSON.stringify({ ...body, ...changes }), "");

  test("as it is, it is read", () => expect(fate({})).toBe("subscription"));

  test("tampered with, it is refused", () => {
    const tampered: object[] = [
      { trigger_type: "resumed" },
      { trigger_type: "Suspended" },
      { trigger_type: undefined },
      { subscription_data: { id: 1265 } },
      { subscription_data: { id: null } },
      { subscription_data: { id: "1264" } },
      { hmac: body.hmac.slice(0, -2) },
      { hmac: body.hmac.toUpperCase() },
      { hmac: undefined },
      { hmac: [body.hmac] },
    ];
    for (const changes of tampered)
      expect(refused, JSON.stringify(changes).slice(0, 60)).toContain(fate(changes));
  });

  test("a signature in the query does not stand in for it", () => {
    expect(fateOf(JSON.stringify({ ...body, hmac: undefined }), body.hmac)).toBe("bad_signature");
  });
});
