import { expect, test } from "vitest";
import type { GatewayEvent, TransactionFact } from "#app/gateways/gateway.ts";
import { readIkhokhaAccount } from "#app/gateways/ikhokha/account.server.ts";
import { readCreated } from "#app/gateways/ikhokha/checkout.server.ts";
import { readStatus, Status } from "#app/gateways/ikhokha/read-status.server.ts";
import { sign as signIkhokha } from "#app/gateways/ikhokha/signature.server.ts";
import { readPaymobAccount } from "#app/gateways/paymob/account.server.ts";
import { readError } from "#app/gateways/paymob/read-error.server.ts";
import { readReturn } from "#app/gateways/paymob/read-return.server.ts";
import { readTransaction } from "#app/gateways/paymob/read-transaction.server.ts";
import { sign, signedText, signedValues } from "#app/gateways/paymob/signature.server.ts";
import { readState } from "#app/gateways/paymob/state.ts";
import { AnsweredTransaction } from "#app/gateways/paymob/transaction-schema.ts";
import { bytes, callbackUrl, type Json, type Sample, sample, samples } from "#tests/gateways/fixtures.ts";
import {
  fixtureSecret,
  ikhokha,
  ikhokhaKeys,
  paymob,
  paymobKeys,
  testEnv,
} from "#tests/gateways/test-accounts.ts";

const account = readPaymobAccount(testEnv(paymobKeys))!;

/** A Paymob callback through the front door, signed as the sample says it is signed. */
function callback(row: Sample): GatewayEvent {
  const kind = row.body.type === "DELIVERY_STATUS" ? "delivery_status" : null;
  const computed = kind && sign(signedText(signedValues(kind, row.body))!, fixtureSecret).toString("hex");
  const gateway = paymob();
  const url = callbackUrl(row.hmac_with_fixture_secret ?? computed ?? "");
  const answer = gateway.authenticate(bytes(JSON.stringify(row.body)), new Headers(), url);
  if (answer.verdict !== "authentic") throw new Error(`${row.name} does not verify: ${answer.verdict}`);
  return gateway.read(answer.envelope);
}

function webhook(row: Sample): GatewayEvent {
  const text = JSON.stringify(row.body);
  const { callbackPath, appId, appSecret } = readIkhokhaAccount(testEnv(ikhokhaKeys))!;
  const signature = signIkhokha(callbackPath, text, appSecret).toString("hex");
  const gateway = ikhokha();
  const headers = new Headers({ "ik-appid": appId, "ik-sign": signature });
  const answer = gateway.authenticate(bytes(text), headers, callbackUrl(""));
  if (answer.verdict !== "authentic") throw new Error(`${row.name} does not verify: ${answer.verdict}`);
  return gateway.read(answer.envelope);
}

const answered = (row: Sample): TransactionFact =>
  readTransaction(AnsweredTransaction.parse(row.body), account, "in an answer");
const says = (row: Sample, fact: Partial<TransactionFact>, confirm = false) =>
  expect(callback(row)).toMatchObject({ type: "transaction", confirm, fact });
const egp = (minor: number) => ({ minor, currency: "EGP" });

/** What each sample's expected_reading is in the neutral words of gateway.ts. */
const readings: Record<string, (row: Sample) => unknown> = {
  "paymob-card-success-egp": (row) =>
    says(row, {
      state: "succeeded",
      amount: egp(100000),
      transactionRef: "192036465",
      orderRef: "217503754",
      accountIsOurs: true,
      account: "4097558",
      method: "card",
      refundedMinor: null,
      gatewayTime: "2024-06-13T11:33:44.592345",
      gatewayAt: new Date("2024-06-13T08:33:44.592Z"),
      code: null,
    }),
  "paymob-token-ksa": (row) => expect(callback(row)).toEqual({ type: "card_token", orderRef: "1018352" }),
  "paymob-token-docs": (row) => expect(callback(row)).toEqual({ type: "card_token", orderRef: "264064419" }),
  "paymob-wallet-success": (row) =>
    says(row, { state: "succeeded", amount: egp(1000), method: "wallet", attemptRef: "ORDER-REF-0001" }),
  "paymob-wallet-declined": (row) =>
    expect(answered(row)).toMatchObject({
      state: "failed",
      reason: "Invalid Mobile Number",
      code: "invalid_customer",
      gatewayCode: null,
    }),
  "paymob-kiosk-pending": (row) => {
    expect(answered(row)).toMatchObject({ state: "pending", method: "kiosk", amount: egp(100000) });
    // A kiosk's reference is the transaction's own id.
    expect(answered(row).transactionRef).toBe(String(row.expected_reading.bill_reference));
  },
  "paymob-kiosk-pending-callback": (row) => says(row, { state: "pending", method: "kiosk" }),
  "paymob-kiosk-paid-late-synthetic": (row) => says(row, { state: "succeeded", method: "kiosk" }),
  "paymob-card-declined-synthetic": (row) =>
    says(row, { state: "failed", reason: "Do not honour", code: "declined", gatewayCode: "DECLINED" }),
  "paymob-card-insufficient-funds-synthetic": (row) =>
    says(row, { state: "failed", gatewayCode: "INSUFFICIENT_FUNDS", code: "insufficient_funds" }),
  "paymob-card-pending-3ds-synthetic": (row) => says(row, { state: "pending" }),
  "paymob-risk-blocked-synthetic": (row) => says(row, { state: "failed", code: "risk", gatewayCode: "11" }),
  "paymob-auth-success-synthetic": (row) => says(row, { state: "authorized" }),
  "paymob-void-parent-synthetic": (row) => says(row, { state: "voided", amount: egp(100000) }, true),
  "paymob-refund-parent-partial": (row) => {
    // The callback's total is not signed; the same body as an inquiry's answer is believed.
    says(row, { state: "refunded", refundedMinor: null, amount: egp(9900) }, true);
    const fact = readTransaction(AnsweredTransaction.parse(row.body.obj), account, "in an answer");
    expect(fact).toMatchObject({ state: "refunded", refundedMinor: 3000, amount: egp(9900) });
  },
  "paymob-refund-child-inquiry": (row) => isRefundChild(row.body, "542754263", 6900),
  "paymob-refund-child-callback-synthetic": (row) =>
    expect(callback(row)).toMatchObject({
      type: "child",
      child: "refund",
      parentRef: "542754263",
      fact: { amount: egp(6900), transactionRef: "542755547" },
    }),
  "paymob-refund-api-response": (row) => isRefundChild(row.body, "574588", 1000),
  "paymob-refund-error-too-much": (row) => isError(400, row),
  "paymob-capture-error-too-much": (row) => isError(400, row),
  "paymob-error-unknown-transaction": (row) => isError(404, row),
  "paymob-error-bad-api-key": (row) => isError(403, row),
  "paymob-error-integration-404": (row) => isError(404, row),
  "paymob-subscription-charge-error": (row) =>
    expect(answered(row)).toMatchObject({ state: "failed", code: "processing_error", orderRef: "619658" }),
  "paymob-subscription-charge-success": (row) =>
    expect(answered(row)).toMatchObject({
      state: "succeeded",
      amount: egp(1000),
      gatewayAt: new Date("2026-01-09T22:01:51.305Z"),
    }),
  "paymob-subscription-callback": (row) =>
    expect(callback(row)).toEqual({ type: "subscription", trigger: "suspended", subscriptionRef: "1264" }),
  "paymob-delivery-status": (row) =>
    expect(callback(row)).toEqual({ type: "delivery_status", orderRef: "5530", status: "Scheduled" }),
  "paymob-redirect-card-success": (row) =>
    expect(returned(row)).toEqual({
      state: "succeeded",
      transactionRef: "316004",
      orderRef: "378804",
      reason: "Approved",
    }),
  "paymob-redirect-card-declined": (row) =>
    expect(returned(row)).toMatchObject({ state: "failed", reason: "Invalid card number" }),
  "paymob-redirect-wallet-success": (row) => expect(returned(row)).toMatchObject({ state: "succeeded" }),
  // The adapter's own reading of this answer is in paymob/checkout.test.ts; here, that it is the one awaited.
  "paymob-intention-created": (row) =>
    expect(row.body).toMatchObject({
      status: row.expected_reading.status,
      client_secret: expect.any(String),
      intention_order_id: expect.any(Number),
    }),
  "paymob-emulator-pending": (row) => says(row, { state: "pending", attemptRef: "ORDER-123" }),
  "paymob-emulator-declined": (row) => says(row, { state: "failed", code: "declined", reason: "Declined" }),
  // What we send has this sample's fields; ikhokha/checkout.test.ts holds the two against each other.
  "ikhokha-create-request": (row) =>
    expect(row.body).toMatchObject({ amount: row.expected_reading.amount_minor, currency: "ZAR" }),
  "ikhokha-create-response": (row) =>
    expect(readCreated(row.body, "ORDER-0001")).toEqual({
      outcome: "redirect",
      url: "https://securepay.ikhokha.red/2zh1zj6y8xpb0g3",
      orderRef: "2zh1zj6y8xpb0g3",
      intentionRef: null,
    }),
  "ikhokha-webhook-success": (row) =>
    expect(webhook(row)).toMatchObject({
      type: "transaction",
      confirm: true,
      fact: { state: "succeeded", amount: null, orderRef: "2zh1zj6y8xpb0g3", attemptRef: "ORDER-0001" },
    }),
  "ikhokha-webhook-failure": (row) =>
    expect(webhook(row)).toMatchObject({
      type: "transaction",
      confirm: false,
      fact: { state: "failed", amount: null, code: "insufficient_funds", gatewayCode: "51" },
    }),
  "ikhokha-status-paid": (row) =>
    expect(readStatus(Status.parse(row.body))).toMatchObject({
      state: "succeeded",
      amount: { minor: 10000, currency: "ZAR" },
      transactionRef: "2zh1zj6y8xpb0g3",
    }),
  "ikhokha-status-failure": (row) =>
    expect(readStatus(Status.parse(row.body))).toMatchObject({ state: "failed" }),
  "ikhokha-ecomm-callback-success": (row) =>
    expect(webhook(row)).toEqual({ type: "unsupported", description: expect.stringContaining("e-commerce") }),
  "ikhokha-ecomm-callback-failed": (row) =>
    expect(webhook(row)).toEqual({ type: "unsupported", description: expect.stringContaining("e-commerce") }),
  // The older API's refunds are never asked for: iKhokha's refunds are made in its dashboard.
  "ikhokha-ecomm-refund-response": async () =>
    expect(
      await ikhokha().refund({
        refundId: "ref_1",
        transactionRef: "2zh1zj6y8xpb0g3",
        amount: { minor: 100, currency: "ZAR" },
      }),
    ).toMatchObject({ outcome: "refused", code: "not_supported" }),
};

function isRefundChild(body: Json, parent: string, minor: number) {
  const read = AnsweredTransaction.parse(body);
  expect(readState(read)).toEqual({ about: "child", child: "refund" });
  expect(String(read.parent_transaction)).toBe(parent);
  expect(readTransaction(read, account, "in an answer").amount).toEqual(egp(minor));
}

function isError(status: number, row: Sample) {
  const { code, message } = readError(status, row.body);
  expect(code).toBe(row.expected_reading.error);
  expect(message).toContain((row.body.message ?? row.body.detail).slice(0, 30));
}

const returned = (row: Sample) =>
  readReturn(new URLSearchParams({ ...row.query, hmac: row.hmac_with_fixture_secret! }), fixtureSecret);

test("every sample has its reading, and every reading its sample", () => {
  expect(Object.keys(readings).sort()).toEqual(samples.map((row) => row.name).sort());
  expect(samples).toHaveLength(42);
});

test.each(Object.keys(readings))("%s reads as expected", async (name) => {
  await readings[name]!(sample(name));
});
