import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { bytes, callbackUrl, sample } from "#tests/gateways/fixtures.ts";
import { ikhokha, ikhokhaKeys } from "#tests/gateways/test-accounts.ts";

const path = "/api/payments/webhook/ikhokha";
const success = sample("ikhokha-webhook-success").body;
const signed = (text: string, at = path, secret = ikhokhaKeys.IKHOKHA_APP_SECRET) =>
  createHmac("sha256", secret)
    .update((at + text).replace(/([\\"'])/g, "\\$1").replaceAll("\0", "\\0"))
    .digest("hex");

function receive(
  text: string,
  signature: string | null,
  appId: string | null = "IKTESTAPPID",
  gateway = ikhokha(),
) {
  const headers = new Headers();
  if (signature !== null) headers.set("ik-sign", signature);
  if (appId !== null) headers.set("ik-appid", appId);
  const answer = gateway.authenticate(bytes(text), headers, callbackUrl(""));
  if (answer.verdict !== "authentic") return { ...answer, event: null, key: null };
  return { verdict: answer.verdict, event: gateway.read(answer.envelope), key: answer.envelope.eventKey };
}

describe("the three forms that verify", () => {
  const compact = JSON.stringify(success);
  const spaced = JSON.stringify(success, null, 2);
  const withText = JSON.stringify({ ...success, text: "Payment of R100" });

  test("the body as received", () => {
    expect(receive(compact, signed(compact)).verdict).toBe("authentic");
    expect(receive(spaced, signed(spaced)).verdict).toBe("authentic");
  });
  test("the body re-serialised", () => expect(receive(spaced, signed(compact)).verdict).toBe("authentic"));
  test("the body re-serialised, with its text", () => {
    expect(receive(JSON.stringify(JSON.parse(withText), null, 2), signed(withText)).verdict).toBe(
      "authentic",
    );
  });
  test("the body re-serialised without text", () => {
    expect(receive(withText, signed(compact)).verdict).toBe("authentic");
  });
  test("all of one event have one key", () => {
    const keys = [
      receive(compact, signed(compact)),
      receive(spaced, signed(compact)),
      receive(withText, signed(compact)),
      receive(withText, signed(withText)),
    ].map((one) => one.key);
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toMatch(/^2zh1zj6y8xpb0g3:SUCCESS:[0-9a-f]{24}$/);
  });

  test("and no other", () => {
    const forms = [
      JSON.stringify(Object.fromEntries(Object.entries(success).reverse())),
      JSON.stringify({ ...success, text: undefined, extra: 1 }),
      compact.replaceAll('"', "'"),
      `${compact}\n`,
      encodeURIComponent(compact),
      "",
    ];
    for (const form of forms) expect(receive(compact, signed(form)).verdict, form).toBe("bad_signature");
    // `text` is left out of the signature only as a whole, and only by that name.
    const other = JSON.stringify({ ...success, note: "x" });
    expect(receive(other, signed(compact)).verdict).toBe("bad_signature");
  });
});

describe("tampered with", () => {
  const text = JSON.stringify(success);

  test.each(Object.keys(success))("%s changed, dropped, null or in another case is refused", (field) => {
    const value: string = success[field];
    const flipped = String.fromCharCode(value.charCodeAt(0) ^ 1) + value.slice(1);
    const changes: unknown[] = [flipped, undefined, null, value.slice(0, -1), `${value} `, [value], true];
    if (value.toLowerCase() !== value) changes.push(value.toLowerCase());
    if (value.toUpperCase() !== value) changes.push(value.toUpperCase());
    if (Number.isInteger(Number(value))) changes.push(Number(value));
    for (const change of changes) {
      const changed = JSON.stringify({ ...success, [field]: change });
      expect(receive(changed, signed(text)).verdict, changed).toBe("bad_signature");
    }
  });

  test("a damaged signature is refused", () => {
    const signature = signed(text);
    const damaged = [signature.slice(0, -1), `${signature}0`, signature.toUpperCase(), "0".repeat(64), "x"];
    for (const one of damaged) expect(receive(text, one).verdict).toBe("bad_signature");
    for (const none of [null, ""])
      expect(receive(text, none)).toMatchObject({ verdict: "bad_signature", reason: "missing" });
  });

  test("another path, host or query, another secret", () => {
    const paths = [
      `${path}/`,
      `https://bursar.example.com${path}`,
      `${path}?hmac=`,
      "/",
      "/api/payments/webhook",
    ];
    for (const at of paths) expect(receive(text, signed(text, at)).verdict, at).toBe("bad_signature");
    for (const secret of ["", "other", `${ikhokhaKeys.IKHOKHA_APP_SECRET} `])
      expect(receive(text, signed(text, path, secret)).verdict).toBe("bad_signature");
  });

  test("another application's id", () => {
    expect(receive(text, signed(text), null)).toMatchObject({ reason: "missing" });
    for (const appId of ["IKTESTAPPI", "IKTESTAPPIDX", "iktestappid", "*"])
      expect(receive(text, signed(text), appId)).toMatchObject({ reason: "foreign_account" });
  });

  test("what is not a JSON object is unparseable", () => {
    for (const body of ["", "{", "[]", "null", "status=success", "\ufeff{}"])
      expect(receive(body, signed(body)).verdict, body).toBe("unparseable");
  });
});

test("the path is that of the callback address, with the application's own prefix", () => {
  const text = JSON.stringify(success);
  const gateway = ikhokha({ APP_URL: "https://example.com/bursar/" });
  const prefixed = signed(text, `/bursar${path}`);
  expect(receive(text, prefixed, "IKTESTAPPID", gateway).verdict).toBe("authentic");
  expect(receive(text, signed(text), "IKTESTAPPID", gateway).verdict).toBe("bad_signature");
});

test("quotes, backslashes, apostrophes, NUL and Arabic in a signed body verify", () => {
  const text = JSON.stringify({ ...success, externalTransactionID: `a'b"c\\d دورة` });
  expect(receive(text, signed(text)).verdict).toBe("authentic");
});

describe("what it says", () => {
  const read = (changes: object) => {
    const text = JSON.stringify({ ...success, ...changes });
    return receive(text, signed(text)).event;
  };

  test("SUCCESS is a hint, whatever its response code", () => {
    for (const responseCode of ["00", "51", undefined])
      expect(read({ responseCode })).toMatchObject({
        type: "transaction",
        confirm: true,
        fact: { state: "succeeded", amount: null },
      });
  });

  test("FAILURE is believed, and not final", () => {
    expect(read({ status: "FAILURE", responseCode: "54" })).toMatchObject({
      confirm: false,
      fact: { state: "failed", code: "expired_card", gatewayCode: "54", orderRef: "2zh1zj6y8xpb0g3" },
    });
    expect(read({ status: "FAILURE", responseCode: undefined })).toMatchObject({
      fact: { state: "failed", code: "declined", gatewayCode: null },
    });
  });

  test("a missing status or one nobody knows is unknown, in its own words", () => {
    expect(read({ status: undefined })).toMatchObject({ fact: { state: "unknown", reason: "(no status)" } });
    expect(read({ status: "SETTLING" })).toMatchObject({ fact: { state: "unknown", reason: "SETTLING" } });
    expect(read({ status: "success" })).toMatchObject({ fact: { state: "unknown" } });
  });

  test("without a link's id it is malformed", () => {
    for (const paylinkID of [undefined, null, "", "../x", 7])
      expect(read({ paylinkID })).toMatchObject({ type: "malformed" });
  });
});

test("a failure, another failure and the success of one link are three events", () => {
  const keys = [{ status: "FAILURE", responseCode: "51" }, { status: "FAILURE", responseCode: "05" }, {}].map(
    (changes) => {
      const text = JSON.stringify({ ...success, ...changes });
      return receive(text, signed(text)).key;
    },
  );
  expect(new Set(keys).size).toBe(3);
});
