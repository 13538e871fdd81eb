import { expect, test } from "vitest";
import { explainFailure as explainFailureIn } from "#app/features/payments/explain-failure.ts";
import {
  explainPayment as explainPaymentIn,
  type PaymentFacts,
} from "#app/features/payments/explain-payment.ts";
import { isOpen, type PaymentStatus, paymentStatuses } from "#app/features/payments/payment.ts";
import { gatewayErrorCodes } from "#app/gateways/gateway.ts";
import { translatorFor } from "#app/messages/translate.ts";

const t = translatorFor("en", "explain");
const explainFailure = (code: string, gateway: string) => explainFailureIn(code, gateway, t);
const explainPayment = (of: PaymentFacts) => explainPaymentIn(of, t);

const facts = (change: Partial<PaymentFacts>): PaymentFacts => ({
  status: "succeeded",
  gateway: "paymob",
  method: "card",
  amountMinor: 45_000,
  capturedMinor: 0,
  refundedMinor: 0,
  currency: "EGP",
  failureCode: null,
  reviewReason: null,
  attemptStatus: "open",
  seat: null,
  seatReason: null,
  toGiveBackMinor: null,
  courseFull: false,
  ...change,
});

test.each(paymentStatuses)("%s is explained in full, without a code or a placeholder", (status) => {
  for (const seat of [null, "active", "suspended", "revoked"] as const) {
    const words = explainPayment(facts({ status, seat, refundedMinor: 10_000, capturedMinor: 45_000 }));
    for (const text of [words.headline, words.meaning, words.next]) {
      expect(text.length).toBeGreaterThan(5);
      expect(text).not.toMatch(/[{}_]|undefined|null|NaN|error/i);
    }
    expect(words.headline.length).toBeLessThan(60);
  }
});

test.each(gatewayErrorCodes)(
  "a payment that failed with %s says that no money was taken and how to go on",
  (failureCode) => {
    const words = explainPayment(facts({ status: "failed", failureCode }));
    expect(words.meaning).toContain("No money was taken");
    expect(words.pay).toBe("retry");
    expect(words.tone).toBe("danger");
    for (const text of [words.headline, words.meaning, words.next]) expect(text).not.toMatch(/[{}_]/);
  },
);

test("every code has its own words, but for the faults on our own side, which share them", () => {
  const groups = Map.groupBy(gatewayErrorCodes, (code) => explainFailure(code, "Paymob").headline);
  const shared = [...groups.values()].filter((codes) => codes.length > 1);
  expect(shared).toEqual([["invalid_request", "integration", "auth"]]);
});

test("a code nobody here knows is still explained, and never shown", () => {
  const words = explainPayment(facts({ status: "failed", failureCode: "E-77_quux" }));
  expect(words.headline).toBe("This payment did not go through");
  expect(JSON.stringify(words)).not.toContain("quux");
});

test("a pay link that was left unpaid may be gone back to: nothing says that the bank has seen it", () => {
  const words = explainPayment(facts({ status: "pending", gateway: "ikhokha", currency: "ZAR" }));
  expect(words.pay).toBe("resume");
  expect(words.meaning).not.toContain("bank");
  expect(explainPayment(facts({ status: "pending" })).pay).toBeNull();
});

test("paying again is offered only where nothing can have been taken", () => {
  const offered = (status: PaymentStatus) => explainPayment(facts({ status, capturedMinor: 45_000 })).pay;
  expect(paymentStatuses.filter((status) => offered(status) === "retry")).toEqual(["failed", "expired"]);
  expect(paymentStatuses.filter((status) => offered(status) === "resume")).toEqual(["created", "redirected"]);
  expect(explainPayment(facts({ status: "pending" })).next).toContain("Do not pay again");
});

test("open payments wait; decided ones do not refresh for ever", () => {
  for (const status of paymentStatuses)
    expect(explainPayment(facts({ status, seat: "active" })).waiting, status).toBe(isOpen(status));
});

test("paid with a seat says so at once, with the amount", () => {
  const words = explainPayment(facts({ capturedMinor: 45_000, seat: "active" }));
  expect(words).toMatchObject({ headline: "You’re in.", tone: "success", pay: null });
  expect(words.meaning).toContain("EGP\u00a0450.00");
});

test("paid for a full course: we have the money, a person acts, nothing to do", () => {
  const words = explainPayment(facts({ capturedMinor: 45_000, courseFull: true }));
  expect(words.headline).toBe("We have your money and are sorting out your seat");
  expect(words.meaning).toContain("last seat");
  expect(words).toMatchObject({ pay: null, waiting: false });
  expect(explainPayment(facts({ capturedMinor: 45_000 })).waiting).toBe(true);
});

test.each([
  ["amount", /another amount/],
  ["currency", /another currency/],
  ["order", /another order/],
  ["account", /another account/],
  ["unknown_status", /cannot read/],
  ["two_successes", /paid twice/],
  ["two_payments_one_seat", /already had a seat/],
  ["conflicting_overrides", /differently/],
  ["something new", /does not match/],
])("under review because of %s: a person looks, do nothing, do not pay again", (reviewReason, words) => {
  const said = explainPayment(facts({ status: "needs_review", reviewReason }));
  expect(said.meaning).toMatch(words);
  expect(said.next).toMatch(/need do nothing.*do not pay again/);
  expect(said.pay).toBeNull();
});

test("a seat that is held stays the student's while a payment is under review", () => {
  const said = explainPayment(
    facts({ status: "needs_review", reviewReason: "two_successes", seat: "active" }),
  );
  expect(said.meaning).toContain("yours meanwhile");
});

test("slow ways of paying say what the student has to do", () => {
  expect(explainPayment(facts({ status: "pending", method: "kiosk" })).headline).toContain("cash");
  expect(explainPayment(facts({ status: "pending", method: "wallet" })).meaning).toContain("wallet’s app");
});

test("a checkout that never opened is not called waiting", () => {
  const said = explainPayment(facts({ status: "created", attemptStatus: "unknown" }));
  expect(said.headline).toBe("Paymob is not answering right now");
  expect(said.pay).toBe("retry");
});

test("money given back is counted in its own currency, to the last baisa", () => {
  const said = explainPayment(
    facts({
      status: "partially_refunded",
      currency: "OMR",
      capturedMinor: 36_250,
      refundedMinor: 1_005,
      seat: "active",
    }),
  );
  expect(said.headline).toContain("OMR\u00a01.005");
  expect(said.meaning).toContain("OMR\u00a036.250");
});
