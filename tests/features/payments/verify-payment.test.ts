import { beforeEach, expect, test } from "vitest";
import { applyEvidence } from "#app/features/payments/apply-evidence.server.ts";
import { nextCheck, nextRecheck } from "#app/features/payments/check-ladder.ts";
import { healPayment } from "#app/features/payments/heal-payment.server.ts";
import { pollOpenPayments, pollUntilStopped } from "#app/features/payments/poll-open-payments.server.ts";
import { verifyPayment } from "#app/features/payments/verify-payment.server.ts";
import { builders, evidence } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { fact, ScriptedGateway } from "#tests/support/scripted-gateway.ts";
import { expectBooksToAgree } from "#tests/support/tables.ts";

const { db } = useDatabase();
const build = builders(db);
type Payment = Awaited<ReturnType<typeof build.payment>>;

let paymob = new ScriptedGateway("paymob");
let gateways = new Map([["paymob", paymob]] as const);
const silent = { outcome: "unknown", code: "unavailable", reason: "time-out" } as const;

beforeEach(async () => {
  paymob = new ScriptedGateway("paymob");
  gateways = new Map([["paymob", paymob]] as const);
  await db.updateTable("payments").set({ next_check_at: null }).execute();
});

const minutes = (count: number) => count * 60_000;
const read = (payment: Payment) =>
  db.selectFrom("payments").selectAll().where("id", "=", payment.id).executeTakeFirstOrThrow();
const due = (payment: Payment, at = new Date(0)) =>
  db
    .updateTable("payments")
    .set({ next_check_at: at, last_checked_at: null })
    .where("id", "=", payment.id)
    .execute();
/** As if the checkout had been opened this long ago. */
const age = (payment: Payment, ms: number) =>
  db
    .updateTable("payment_attempts")
    .set({ created_at: new Date(Date.now() - ms) })
    .where("payment_id", "=", payment.id)
    .execute();
const paid = (payment: Payment, more = {}) => ({
  outcome: "answered" as const,
  facts: [fact({ state: "succeeded", orderRef: payment.attempt.orderRef, ...more })],
});
const ask = (payment: Payment) => verifyPayment(db, gateways, { paymentId: payment.id, source: "poll" });

test("fifty looks at once ask the gateway once, and each waits to see the answer", async () => {
  const payment = await build.payment();
  const answered = Promise.withResolvers<void>();
  paymob.answer = async () => {
    await answered.promise;
    return paid(payment);
  };
  const looks = Array.from({ length: 50 }, async () => {
    await healPayment(db, gateways, payment.id);
    return (await read(payment)).status;
  });
  await expect.poll(() => paymob.inquiries.length).toBe(1);
  // A look that waits for nobody would have read the payment by now.
  await read(payment);
  answered.resolve();
  expect(await Promise.all(looks)).toEqual(Array(50).fill("succeeded"));
  expect(paymob.inquiries).toHaveLength(1);
});

test("looks one after the other ask at most once in five seconds, from any process", async () => {
  const payment = await build.payment();
  for (let look = 0; look < 5; look += 1) await healPayment(db, gateways, payment.id);
  expect(paymob.inquiries).toHaveLength(1);
  const stale = new Date(Date.now() - 5_100);
  await db.updateTable("payments").set({ last_checked_at: stale }).where("id", "=", payment.id).execute();
  await healPayment(db, gateways, payment.id);
  expect(paymob.inquiries).toHaveLength(2);
});

test("a look at a finished payment asks nobody, and a broken gateway breaks no look", async () => {
  const payment = await build.payment();
  paymob.answer = async () => {
    throw new Error("the adapter broke its promise");
  };
  await healPayment(db, gateways, payment.id);
  expect((await read(payment)).status).toBe("redirected");
  await due(payment);
  paymob.answer = async () => paid(payment);
  await healPayment(db, gateways, payment.id);
  const asked = paymob.inquiries.length;
  await db.updateTable("payments").set({ last_checked_at: null }).where("id", "=", payment.id).execute();
  await healPayment(db, gateways, payment.id);
  expect(paymob.inquiries).toHaveLength(asked);
});

test("with every webhook lost, each paid payment still becomes an enrollment", async () => {
  const payments = await Promise.all(Array.from({ length: 12 }, () => build.payment()));
  const byOrder = new Map(payments.map((payment) => [payment.attempt.orderRef, payment]));
  paymob.answer = async (refs) => paid(byOrder.get(refs.orderRef!)!, { transactionRef: refs.orderRef });
  for (const payment of payments) await due(payment);
  while ((await pollOpenPayments(db, gateways, { limit: 5 })) > 0);
  const ids = payments.map((payment) => payment.id);
  const seats = await db.selectFrom("enrollments").select("id").where("payment_id", "in", ids).execute();
  expect(seats).toHaveLength(12);
  expect(paymob.inquiries).toHaveLength(12);
  await expectBooksToAgree(db);
});

test("two pollers ask about each due payment once", async () => {
  const payments = await Promise.all(Array.from({ length: 20 }, () => build.payment()));
  for (const payment of payments) await due(payment);
  const asked = await Promise.all([
    pollOpenPayments(db, gateways, { limit: 20 }),
    pollOpenPayments(db, gateways, { limit: 20 }),
  ]);
  expect(asked[0] + asked[1]).toBe(20);
  const orders = paymob.inquiries.map((refs) => refs.orderRef);
  expect(new Set(orders).size).toBe(20);
  expect(orders).toHaveLength(20);
});

test("a gateway that hangs delays no other's checks", async () => {
  const ikhokha = new ScriptedGateway("ikhokha");
  const answered = Promise.withResolvers<void>();
  paymob.answer = async () => {
    await answered.promise;
    return silent;
  };
  const hanging = await build.payment();
  await due(hanging);
  const stop = new AbortController();
  const both = new Map([["paymob", paymob] as const, ["ikhokha", ikhokha] as const]);
  const polling = pollUntilStopped(db, both, stop.signal);
  await expect.poll(() => paymob.inquiries.length, { timeout: 10_000 }).toBe(1);
  const prompt = await build.payment({ gateway: "ikhokha" });
  await due(prompt);
  await expect.poll(() => ikhokha.inquiries.length, { timeout: 10_000 }).toBe(1);
  stop.abort();
  answered.resolve();
  await polling;
  expect(paymob.inquiries).toHaveLength(1);
});

test("those overdue longest are asked about first, and a silent gateway starves nobody", async () => {
  paymob.answer = async () => silent;
  const payments = await Promise.all(Array.from({ length: 6 }, () => build.payment()));
  for (const [index, payment] of payments.entries()) await due(payment, new Date(1_000 * (6 - index)));
  for (let round = 0; round < 3; round += 1) await pollOpenPayments(db, gateways, { limit: 2 });
  const wanted = [...payments].reverse().map((payment) => payment.attempt.orderRef);
  const asked = paymob.inquiries.map((refs) => refs.orderRef);
  for (let round = 0; round < 3; round += 1)
    expect(new Set(asked.slice(2 * round, 2 * round + 2))).toEqual(
      new Set(wanted.slice(2 * round, 2 * round + 2)),
    );
});

test("no answer proves nothing: the payment stays open, long past its end, and is asked about again", async () => {
  const payment = await build.payment();
  await age(payment, minutes(600));
  paymob.answer = async () => silent;
  expect(await ask(payment)).toMatchObject({ outcome: "no_answer", after: "redirected" });
  const row = await read(payment);
  expect(row.status).toBe("redirected");
  expect(row.next_check_at!.getTime()).toBeGreaterThan(Date.now());
});

test("what is told while a silent gateway is still to be asked takes the question away from nobody", async () => {
  const payment = await build.payment();
  await age(payment, minutes(63));
  paymob.answer = async () => silent;
  await ask(payment);
  const { next_check_at: asked } = await read(payment);
  expect(asked).not.toBeNull();
  await applyEvidence(db, {
    paymentId: payment.id,
    actor: { type: "gateway", id: "paymob" },
    evidence: [evidence({ kind: "pending", attempt_id: payment.attempt.id, transaction_ref: "9001" })],
  });
  expect(await read(payment)).toMatchObject({ status: "pending", next_check_at: asked });
});

test("a checkout that was never opened to anybody is not asked about for ever: it ends with its time", async () => {
  const payment = await build.payment();
  await db
    .updateTable("payment_attempts")
    .set({ status: "unknown", gateway_order_ref: null, checkout_url: null })
    .where("payment_id", "=", payment.id)
    .execute();
  paymob.answer = async () => silent;
  await age(payment, minutes(30));
  expect(await ask(payment)).toMatchObject({ outcome: "no_answer", after: "redirected" });
  await age(payment, minutes(63));
  expect(await ask(payment)).toMatchObject({ outcome: "verified", after: "expired" });
  expect(await read(payment)).toMatchObject({ failure_code: "expired", next_check_at: null });
  paymob.answer = async () => paid(payment);
  expect(await ask(payment)).toMatchObject({ after: "succeeded" });
});

test("a gateway that was switched off proves nothing either", async () => {
  const payment = await build.payment();
  await age(payment, minutes(600));
  const result = await verifyPayment(db, new Map(), { paymentId: payment.id, source: "poll" });
  expect(result).toMatchObject({ outcome: "no_answer", after: "redirected" });
});

test("only an answer after the end expires a payment; then nothing is due any more", async () => {
  const payment = await build.payment();
  await age(payment, minutes(30));
  expect(await ask(payment)).toMatchObject({ outcome: "verified", after: "redirected" });
  expect((await read(payment)).next_check_at).not.toBeNull();
  await age(payment, minutes(63));
  expect(await ask(payment)).toMatchObject({ outcome: "verified", after: "expired" });
  expect(await read(payment)).toMatchObject({ failure_code: "expired", next_check_at: null });
  paymob.answer = async () => paid(payment);
  expect(await ask(payment)).toMatchObject({ after: "succeeded" });
});

test("a kiosk voucher first heard of after the checkout's end is pending, and asked about hourly", async () => {
  const payment = await build.payment();
  await age(payment, minutes(63));
  const voucher = fact({ state: "pending", method: "kiosk", orderRef: payment.attempt.orderRef });
  paymob.answer = async () => ({ outcome: "answered", facts: [voucher] });
  expect(await ask(payment)).toMatchObject({ after: "pending" });
  const { next_check_at } = await read(payment);
  expect(Math.round((next_check_at!.getTime() - Date.now()) / minutes(1))).toBe(60);
});

test("each attempt is asked about, the old one's money is found", async () => {
  const payment = await build.payment();
  const price = { amount_minor: 45_000, currency: "EGP" };
  await build.addAttempt({ paymentId: payment.id, gateway: "paymob", number: 2, ...price });
  paymob.answer = async (refs) =>
    refs.orderRef === payment.attempt.orderRef ? paid(payment) : { outcome: "nothing" };
  expect(await ask(payment)).toMatchObject({ after: "succeeded" });
});

test("one silent gateway does not hold back what another proves", async () => {
  const payment = await build.payment();
  const price = { amount_minor: 45_000, currency: "EGP" };
  await build.addAttempt({ paymentId: payment.id, gateway: "paymob", number: 2, ...price });
  paymob.answer = async (refs) => (refs.orderRef === payment.attempt.orderRef ? paid(payment) : silent);
  expect(await ask(payment)).toMatchObject({ outcome: "no_answer", after: "succeeded" });
  // The silent one may still take money.
  expect((await read(payment)).next_check_at!.getTime()).toBeLessThan(Date.now() + minutes(2));
});

test("a refund made at the gateway, its callback lost, is found when a paid payment is asked about again", async () => {
  const payment = await build.payment();
  paymob.answer = async () => paid(payment);
  await ask(payment);
  const { next_check_at } = await read(payment);
  expect(Math.round((next_check_at!.getTime() - Date.now()) / minutes(60))).toBe(24);
  paymob.answer = async () => {
    const answer = paid(payment);
    if (answer.outcome !== "answered") throw new Error("the test's own answer is none");
    return {
      ...answer,
      facts: answer.facts.map((one) => ({ ...one, state: "refunded", refundedMinor: 45_000 })),
    };
  };
  await db
    .updateTable("payments")
    .set({ next_check_at: new Date(0) })
    .where("id", "=", payment.id)
    .execute();
  await pollOpenPayments(db, gateways);
  expect(await read(payment)).toMatchObject({ status: "refunded", refunded_minor: 45_000 });
});

test("asking again about what is known changes nothing", async () => {
  const payment = await build.payment();
  paymob.answer = async () => paid(payment);
  await ask(payment);
  const { version } = await read(payment);
  await ask(payment);
  expect((await read(payment)).version).toBe(version);
});

test("a payment that is not there is missing", async () => {
  const missing = { paymentId: "pay_none", source: "poll" } as const;
  expect(await verifyPayment(db, gateways, missing)).toEqual({ outcome: "missing" });
});

test("a collected attempt is asked about after a day, a week and a month, and then no more", () => {
  const day = minutes(24 * 60);
  const at = (now: number) => nextRecheck({ startedAt: 0, now });
  expect([at(0), at(day), at(8 * day), at(30 * day)]).toEqual([day, 7 * day, 30 * day, null]);
});

test("the ladder climbs by its steps, then hourly, to one last look after the end", () => {
  const at = (
    now: number,
    method: "card" | "kiosk" | null = "card",
    gateway: "paymob" | "ikhokha" = "paymob",
  ) => {
    const next = nextCheck({ gateway, method, startedAt: 0, now });
    return next === null ? null : next / 60_000;
  };
  expect([0, minutes(1), minutes(5), minutes(20)].map((now) => at(now))).toEqual([0.5, 2, 10, 60]);
  expect(at(minutes(60))).toBe(62);
  expect(at(minutes(62))).toBeNull();
  expect(at(0, "kiosk")).toBe(60);
  expect(at(minutes(60 * 100), "kiosk")).toBe(60 * 101);
  expect(at(minutes(7 * 24 * 60 + 3), "kiosk")).toBeNull();
  expect(at(minutes(60 * 100), "card", "ikhokha")).toBe(60 * 101);
  expect(at(minutes(7 * 24 * 60 + 3), null, "ikhokha")).toBeNull();
});
