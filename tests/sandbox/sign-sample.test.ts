import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readSandboxKeys } from "#scripts/sandbox/keys.ts";
import { postableSamples, type Sample, signSample } from "#scripts/sandbox/sign-sample.ts";

const file = new URL("../gateways/fixtures/gateway-samples.json", import.meta.url);
const all: (Sample & { hmac_with_fixture_secret?: string })[] = JSON.parse(
  readFileSync(file, "utf8"),
).samples;
const samples = postableSamples(all) as typeof all;
const keys = readSandboxKeys({ PAYMOB_HMAC_SECRET: "fixture-hmac-secret" });
const sampleOf = (name: string) => samples.find((each) => each.name === name)!;

describe("samples are signed as they were recorded", () => {
  test.each(samples.filter((each) => each.hmac_with_fixture_secret))("$name", (sample) => {
    const { url, body } = signSample(sample, "http://127.0.0.1:3000", keys, {});
    expect(new URL(url).searchParams.get("hmac")).toBe(sample.hmac_with_fixture_secret);
    expect(JSON.parse(body)).toEqual(sample.body);
  });

  test("a subscription carries its hmac in the body", () => {
    const sample = sampleOf("paymob-subscription-callback");
    const { url, body } = signSample(sample, "http://127.0.0.1:3000", keys, {});
    expect(url).toBe("http://127.0.0.1:3000/api/payments/webhook/paymob");
    expect(JSON.parse(body).hmac).toBe(sample.body.hmac);
  });
});

test("a sample can be aimed at an order of ours, with our integration", () => {
  const aimed = { order: "77", reference: "att_1", amountMinor: 5000, currency: "EGP" };
  const { body } = signSample(sampleOf("paymob-wallet-success"), "http://127.0.0.1:3000", keys, aimed);
  expect(JSON.parse(body).obj).toMatchObject({
    amount_cents: 5000,
    integration_id: 4097559,
    order: { id: 77, merchant_order_id: "att_1", amount_cents: 5000 },
  });
});

test("an iKhokha sample can be aimed at a link of ours", () => {
  const aimed = { order: "2zh1zj6y8xpb0g4", reference: "att_2" };
  const { url, body, headers } = signSample(
    sampleOf("ikhokha-webhook-success"),
    "http://127.0.0.1:3000",
    keys,
    aimed,
  );
  expect(url).toBe("http://127.0.0.1:3000/api/payments/webhook/ikhokha");
  expect(JSON.parse(body)).toMatchObject({ paylinkID: "2zh1zj6y8xpb0g4", externalTransactionID: "att_2" });
  expect(headers["ik-sign"]).toMatch(/^[0-9a-f]{64}$/);
});
