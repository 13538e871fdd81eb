import { expect, test } from "vitest";
import { explainException } from "#app/features/exceptions/explain-exception.ts";
import { findSuspense } from "#app/features/ledger/find-suspense.server.ts";
import { applyEvidence } from "#app/features/payments/apply-evidence.server.ts";
import { evidenceFromFact } from "#app/features/payments/evidence-from-fact.ts";
import type { EvidenceSource } from "#app/features/payments/payment.ts";
import { checkStatuses } from "#app/features/reconciliation/check-statuses.server.ts";
import { sweepInvariants } from "#app/features/reconciliation/sweep-invariants.server.ts";
import type { TransactionFact } from "#app/gateways/gateway.ts";
import { translatorFor } from "#app/messages/translate.ts";
import { builders } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { fact } from "#tests/support/scripted-gateway.ts";
import { expectBooksToAgree, snapshot } from "#tests/support/tables.ts";

const { db } = useDatabase();
const build = builders(db);
type Payment = Awaited<ReturnType<typeof build.payment>>;

/** What a gateway says of a payment's transaction, by the path every fact takes. */
async function hear(payment: Payment, source: EvidenceSource, ...facts: TransactionFact[]) {
  const attempt = await db
    .selectFrom("payment_attempts")
    .selectAll()
    .where("id", "=", payment.attempt.id)
    .executeTakeFirstOrThrow();
  const evidence = facts
    .map((one) => evidenceFromFact({ attempt, fact: one, source }))
    .filter((row) => row !== null);
  return applyEvidence(db, { paymentId: payment.id, evidence, actor: { type: "gateway", id: "paymob" } });
}

const speech = {
  problems: translatorFor("en", "problems"),
  payments: translatorFor("en", "payments"),
  records: translatorFor("en", "records"),
};
const egp = (minor: number) => ({ minor, currency: "EGP" });
const short = (more: Partial<TransactionFact> = {}) =>
  fact({ state: "succeeded", amount: egp(40_000), ...more, orderRef: more.orderRef ?? null });
const ours = (payment: Payment, one: TransactionFact) => ({ ...one, orderRef: payment.attempt.orderRef });
const read = (payment: Payment) =>
  db.selectFrom("payments").selectAll().where("id", "=", payment.id).executeTakeFirstOrThrow();
const entries = (payment: Payment) =>
  db
    .selectFrom("ledger_entries")
    .select(["kind", "debit_account", "credit_account", "amount_minor", "currency"])
    .where("payment_id", "=", payment.id)
    .orderBy("id")
    .execute();
const mismatchOf = (payment: Payment) =>
  db
    .selectFrom("exceptions")
    .selectAll()
    .where("dedupe_key", "=", `payment_mismatch:${payment.id}`)
    .executeTakeFirst();
const balanced = async () => {
  await checkStatuses(db, null);
  const drift = await db
    .selectFrom("exceptions")
    .select("kind")
    .where("status", "=", "open")
    .where("kind", "in", ["status_drift", "ledger_drift"])
    .execute();
  expect(drift).toEqual([]);
  await expectBooksToAgree(db);
};

test("a wrong amount is booked to suspense first: no seat, under review, and the exception says both sums", async () => {
  const payment = await build.payment();
  await hear(payment, "webhook", ours(payment, short()));
  expect(await read(payment)).toMatchObject({ status: "needs_review", captured_minor: 0, refunded_minor: 0 });
  expect(await entries(payment)).toEqual([
    {
      kind: "suspense_in",
      debit_account: "gateway:paymob",
      credit_account: "suspense",
      amount_minor: 40_000,
      currency: "EGP",
    },
  ]);
  expect(await findSuspense(db, payment.id)).toEqual([
    { currency: "EGP", amountMinor: 40_000, leftMinor: 40_000 },
  ]);
  const seats = await db
    .selectFrom("enrollments")
    .select("id")
    .where("payment_id", "=", payment.id)
    .execute();
  expect(seats).toEqual([]);
  const sentence = /EGP\s400\.00 received, EGP\s450\.00 asked: held in suspense\./;
  for (const round of ["as opened", "after a sweep"]) {
    const { kind, facts } = (await mismatchOf(payment))!;
    expect(explainException(kind, facts, speech).known.join("\n"), round).toMatch(sentence);
    await sweepInvariants(db, null);
  }
  await balanced();
});

test("the same told again, by callback and by inquiry, books nothing twice", async () => {
  const payment = await build.payment();
  await hear(payment, "webhook", ours(payment, short()));
  const before = await entries(payment);
  await hear(payment, "webhook", ours(payment, short()));
  await Promise.all(
    ["poll", "return", "webhook"].map((source) =>
      hear(payment, source as EvidenceSource, ours(payment, short())),
    ),
  );
  // The gateway's own answer takes the place of the callback's word: out and in of nothing.
  expect(await entries(payment)).toEqual(before);
  await balanced();
});

test("wrong money given back leaves suspense, and the payment and its exception end by themselves", async () => {
  const payment = await build.payment();
  await hear(payment, "poll", ours(payment, short()));
  await hear(payment, "poll", ours(payment, short({ state: "refunded", refundedMinor: 15_000 })));
  expect(await read(payment)).toMatchObject({ status: "needs_review" });
  expect(
    explainException("payment_mismatch", (await mismatchOf(payment))!.facts, speech).known.join(),
  ).toContain("still held in suspense");
  await hear(payment, "poll", ours(payment, short({ state: "refunded", refundedMinor: 40_000 })));
  expect(await read(payment)).toMatchObject({ status: "refunded", captured_minor: 0 });
  expect(await findSuspense(db, payment.id)).toMatchObject([{ leftMinor: 0 }]);
  expect(await mismatchOf(payment)).toMatchObject({ status: "resolved" });
  await balanced();
});

test("a void of wrong money, first or last heard of, ends as in order", async () => {
  for (const voidFirst of [true, false]) {
    const payment = await build.payment();
    const steps = [short(), short({ state: "voided" })];
    for (const step of voidFirst ? steps.reverse() : steps) await hear(payment, "poll", ours(payment, step));
    expect(await read(payment)).toMatchObject({ status: "refunded" });
    expect(await findSuspense(db, payment.id)).toMatchObject([{ amountMinor: 40_000, leftMinor: 0 }]);
  }
  await balanced();
});

test("the gateway's own answer corrects a callback: another sum, or honest money after all", async () => {
  const other = await build.payment();
  await hear(other, "webhook", ours(other, short()));
  await hear(other, "poll", ours(other, short({ amount: egp(30_000) })));
  expect(await findSuspense(db, other.id)).toMatchObject([{ leftMinor: 30_000 }]);

  const honest = await build.payment();
  await hear(honest, "webhook", ours(honest, short()));
  await hear(honest, "poll", ours(honest, fact({ state: "succeeded" })));
  expect(await read(honest)).toMatchObject({ status: "succeeded", captured_minor: 45_000 });
  expect(await findSuspense(db, honest.id)).toMatchObject([{ leftMinor: 0 }]);
  await balanced();
});

test("another currency is held in its own, beside honest money of another transaction", async () => {
  const payment = await build.payment();
  const dollars = { amount: { minor: 45_000, currency: "USD" }, transactionRef: "usd" };
  await hear(payment, "webhook", ours(payment, short(dollars)));
  await hear(payment, "webhook", ours(payment, fact({ state: "succeeded", transactionRef: "egp" })));
  expect(await read(payment)).toMatchObject({ status: "succeeded", captured_minor: 45_000 });
  expect(await findSuspense(db, payment.id)).toEqual([
    { currency: "USD", amountMinor: 45_000, leftMinor: 45_000 },
  ]);
  await balanced();
});

test("another order's or account's money, and what nobody confirmed, is evidence and never booked", async () => {
  const payment = await build.payment();
  await hear(payment, "poll", { ...fact({ state: "succeeded" }), orderRef: "someone-elses" });
  await hear(payment, "poll", ours(payment, short({ transactionRef: "2", accountIsOurs: false })));
  expect(await entries(payment)).toEqual([]);
  expect(await read(payment)).toMatchObject({ status: "needs_review" });
  await balanced();
});

test("suspense that something wrote around the one writer is a drift a person hears of", async () => {
  const payment = await build.payment();
  await hear(payment, "poll", ours(payment, short()));
  await db
    .insertInto("ledger_entries")
    .values({
      payment_id: payment.id,
      kind: "suspense_in",
      debit_account: "gateway:paymob",
      credit_account: "suspense",
      amount_minor: 1,
      currency: "EGP",
      entry_key: "by hand",
    })
    .execute();
  const before = await snapshot(db);
  await checkStatuses(db, null);
  const raised = await db
    .selectFrom("exceptions")
    .select("status")
    .where("dedupe_key", "=", `status_drift:${payment.id}`)
    .execute();
  expect(raised).toEqual([{ status: "open" }]);
  expect((await snapshot(db)).ledger_entries).toEqual(before.ledger_entries);
});
