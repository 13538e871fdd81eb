import { sql } from "kysely";
import { expect, test, vi } from "vitest";
import { openException, resolveException } from "#app/features/exceptions/open-exception.server.ts";
import { applyEvidence } from "#app/features/payments/apply-evidence.server.ts";
import { checkStatuses } from "#app/features/reconciliation/check-statuses.server.ts";
import { questions } from "#app/features/reconciliation/find-violations.server.ts";
import { sweepInvariants } from "#app/features/reconciliation/sweep-invariants.server.ts";
import { newId } from "#app/lib/ids.ts";
import { builders, evidence } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { expectBooksToAgree } from "#tests/support/tables.ts";

const { db } = useDatabase();
const build = builders(db);
type Payment = Awaited<ReturnType<typeof build.payment>>;

const tell = (payment: Payment, kind: "succeeded" | "refunded" | "mismatch", more = {}) =>
  applyEvidence(db, {
    paymentId: payment.id,
    actor: { type: "gateway", id: payment.gateway },
    evidence: [
      evidence({
        kind,
        attempt_id: payment.attempt.id,
        transaction_ref: "T1",
        amount_minor: payment.amountMinor,
        currency: payment.currency,
        ...more,
      }),
    ],
  });
async function paid(more: Parameters<typeof build.payment>[0] = {}) {
  const payment = await build.payment(more);
  await tell(payment, "succeeded");
  return payment;
}
const exception = (key: string) =>
  db.selectFrom("exceptions").selectAll().where("dedupe_key", "=", key).executeTakeFirst();
const course = (id: string) =>
  db.selectFrom("courses").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
const seatOf = (payment: Payment) =>
  db.selectFrom("enrollments").selectAll().where("payment_id", "=", payment.id).executeTakeFirst();
const sweep = () => sweepInvariants(db, null);

test("nothing wrong, nothing opened", async () => {
  await paid();
  expect(await sweep()).toEqual({ opened: 0, repaired: 0, resolved: 0 });
});

test("a paid student whose enrollment vanished is enrolled again, the count put right", async () => {
  const payment = await paid();
  await db.deleteFrom("enrollments").where("payment_id", "=", payment.id).execute();
  expect(await sweep()).toMatchObject({ opened: 0, repaired: 2 });
  expect(await seatOf(payment)).toMatchObject({ status: "active" });
  expect((await course(payment.courseId)).enrolled_count).toBe(1);
  const audit = await db
    .selectFrom("audit_log")
    .select("action")
    .where("subject_id", "=", payment.courseId)
    .execute();
  expect(audit).toEqual([{ action: "course.recounted" }]);
  await expectBooksToAgree(db);
});

test("it is put right on a course whose wrong count says full, too", async () => {
  const { id } = await build.course({ capacity: 1 });
  const payment = await paid({ courseId: id });
  await db.deleteFrom("enrollments").where("payment_id", "=", payment.id).execute();
  await sweep();
  expect(await seatOf(payment)).toMatchObject({ status: "active" });
  expect(await exception(`paid_not_enrolled:${payment.id}`)).toMatchObject({ status: "resolved" });
  await expectBooksToAgree(db);
});

test("paid and no seat left: open once, refreshed by each sweep; freed seats go to who paid first", async () => {
  const { id } = await build.course({ capacity: 1 });
  const holder = await paid({ courseId: id });
  const [second, first] = [await build.payment({ courseId: id }), await build.payment({ courseId: id })];
  await tell(second, "succeeded", { gateway_at: "2026-05-02T10:00:00Z" });
  await tell(first, "succeeded", { gateway_at: "2026-05-01T10:00:00Z" });
  const key = `paid_not_enrolled:${first.id}`;
  const opened = (await exception(key))!;
  expect(await sweep()).toMatchObject({ opened: 0, repaired: 0 });
  const refreshed = (await exception(key))!;
  expect(refreshed).toMatchObject({ id: opened.id, status: "open", occurrences: 1, version: opened.version });
  expect(refreshed.last_seen_at.getTime()).toBeGreaterThan(opened.last_seen_at.getTime());
  expect(refreshed.history).toHaveLength(1);

  await db
    .updateTable("enrollments")
    .set({ status: "revoked" })
    .where("payment_id", "=", holder.id)
    .execute();
  await sql`update courses set enrolled_count = 0 where id = ${id}`.execute(db);
  await sweep();
  expect(await seatOf(first)).toMatchObject({ status: "active" });
  expect(await seatOf(second)).toBeUndefined();
  const resolved = (await exception(key))!;
  expect(resolved.status).toBe("resolved");
  expect(resolved.history.map((entry) => entry.what)).toEqual(["opened", "resolved"]);
  expect(await exception(`paid_not_enrolled:${second.id}`)).toMatchObject({ status: "open" });
});

test("enrolled and not paid opens, is resolved when it is gone, and re-opens when it returns, history kept", async () => {
  const payment = await paid();
  await tell(payment, "refunded", { refunded_minor: payment.amountMinor });
  const seat = (await seatOf(payment))!;
  const key = `enrolled_not_paid:${seat.id}`;
  const setSeat = (status: "active" | "revoked") =>
    db.updateTable("enrollments").set({ status }).where("id", "=", seat.id).execute();
  expect((await sweep()).opened).toBe(1);
  expect((await sweep()).opened).toBe(0);
  await setSeat("revoked");
  expect((await sweep()).resolved).toBeGreaterThan(0);
  await setSeat("active");
  expect((await sweep()).opened).toBe(1);
  const raised = (await exception(key))!;
  expect(raised).toMatchObject({ status: "open", occurrences: 2, enrollment_id: seat.id, resolved_at: null });
  expect(raised.history.map((entry) => entry.what)).toEqual(["opened", "resolved", "reopened"]);
  await setSeat("revoked");
  await sweep();
});

test("a question that fails keeps no other from being asked, and the sweep says that it failed", async () => {
  const payment = await paid();
  await db.updateTable("courses").set({ enrolled_count: 0 }).where("id", "=", payment.courseId).execute();
  const slow = vi.spyOn(questions, "two_payments_one_seat").mockRejectedValue(new Error("statement timeout"));
  await expect(sweep()).rejects.toMatchObject({ errors: [new Error("statement timeout")] });
  slow.mockRestore();
  expect((await course(payment.courseId)).enrolled_count).toBe(1);
});

test("an ignored problem stays ignored", async () => {
  const payment = await paid();
  await tell(payment, "refunded", { refunded_minor: payment.amountMinor });
  await sweep();
  const key = `enrolled_not_paid:${(await seatOf(payment))!.id}`;
  await db
    .updateTable("exceptions")
    .set({ status: "ignored", resolved_at: new Date() })
    .where("dedupe_key", "=", key)
    .execute();
  expect((await sweep()).opened).toBe(0);
  expect(await exception(key)).toMatchObject({ status: "ignored", occurrences: 1 });
});

test("what a person chose to ignore is not repaired behind their back", async () => {
  const { id } = await build.course({ capacity: 1 });
  await paid({ courseId: id });
  const payment = await paid({ courseId: id });
  await db
    .updateTable("exceptions")
    .set({ status: "ignored", resolved_at: new Date() })
    .where("dedupe_key", "=", `paid_not_enrolled:${payment.id}`)
    .execute();
  await db.updateTable("courses").set({ capacity: 2 }).where("id", "=", id).execute();
  await sweep();
  expect(await seatOf(payment)).toBeUndefined();
});

test("two payments for one seat stay open until one is given back", async () => {
  const first = await paid();
  const second = await paid({ studentId: first.studentId, courseId: first.courseId });
  const key = `two_payments_one_seat:${first.studentId}:${first.courseId}`;
  await sweep();
  expect(await exception(key)).toMatchObject({
    status: "open",
    facts: { payments: [first.id, second.id].sort() },
  });
  await tell(second, "refunded", { refunded_minor: second.amountMinor });
  await sweep();
  expect(await exception(key)).toMatchObject({ status: "resolved" });
});

test("a mismatch closes by itself when honest money came", async () => {
  const payment = await build.payment();
  await tell(payment, "mismatch", { code: "amount", transaction_ref: "T1" });
  await sweep();
  const key = `payment_mismatch:${payment.id}`;
  expect(await exception(key)).toMatchObject({ status: "open", facts: { why: "amount" } });
  await tell(payment, "succeeded", { transaction_ref: "T2" });
  expect(await exception(key)).toMatchObject({ status: "resolved" });
});

test("a claim that the gateway was slow to confirm is settled once its own answer says all of it", async () => {
  const payment = await build.payment();
  const doubt = (key: string, claims: string, refundedMinor: number | null) =>
    openException(db, {
      id: newId("exc"),
      dedupe_key: key,
      kind: "facts_disagree",
      payment_id: payment.id,
      facts: {
        said: [{ what: "not_confirmed", claims, refundedMinor, transaction: "T1", source: "webhook" }],
      },
    });
  const [paidKey, refundKey] = [`facts_disagree:${payment.id}:T1`, `facts_disagree:${payment.id}:T1-back`];
  await doubt(paidKey, "succeeded", 0);
  await doubt(refundKey, "refunded", 9_900);
  await tell(payment, "succeeded", { source: "webhook" });
  await sweep();
  expect(await exception(paidKey)).toMatchObject({ status: "open" });
  await tell(payment, "succeeded", { source: "poll", dedupe_key: "asked" });
  await sweep();
  expect(await exception(paidKey)).toMatchObject({ status: "resolved" });
  await tell(payment, "refunded", { source: "poll", refunded_minor: 3_000, dedupe_key: "part" });
  await sweep();
  expect(await exception(refundKey)).toMatchObject({ status: "open" });
  await tell(payment, "refunded", { source: "poll", refunded_minor: 9_900, dedupe_key: "all" });
  await sweep();
  expect(await exception(refundKey)).toMatchObject({ status: "resolved" });

  // Anything else that disagrees is for a person.
  const other = `facts_disagree:${payment.id}`;
  const said = [{ what: "amount", transaction: "T1", source: "poll" }];
  const facts = { said };
  await openException(db, {
    id: newId("exc"),
    dedupe_key: other,
    kind: "facts_disagree",
    payment_id: payment.id,
    facts,
  });
  await sweep();
  expect(await exception(other)).toMatchObject({ status: "open" });
});

test("a ledger that lost an entry is found", async () => {
  const payment = await paid();
  await sql`alter table ledger_entries disable trigger user`.execute(db);
  await db.deleteFrom("ledger_entries").where("payment_id", "=", payment.id).execute();
  await sql`alter table ledger_entries enable trigger user`.execute(db);
  await sweep();
  expect(await exception(`ledger_drift:${payment.id}`)).toMatchObject({
    status: "open",
    facts: { bookedMinor: 0 },
  });

  const entry = {
    debit_account: "gateway:paymob",
    credit_account: "course_sales",
    currency: payment.currency,
  };
  await db
    .insertInto("ledger_entries")
    .values({
      ...entry,
      payment_id: payment.id,
      kind: "capture",
      amount_minor: payment.amountMinor,
      entry_key: "again",
    })
    .execute();
  await sweep();
  expect(await exception(`ledger_drift:${payment.id}`)).toMatchObject({ status: "resolved" });
});

test("a status that someone wrote by hand is found", async () => {
  const drifted = await build.payment();
  const write = (status: "pending" | "redirected") =>
    db.updateTable("payments").set({ status }).where("id", "=", drifted.id).execute();
  await write("pending");
  await checkStatuses(db, null, { page: 2 });
  const key = `status_drift:${drifted.id}`;
  expect(await exception(key)).toMatchObject({
    status: "open",
    facts: { stored: "pending", fromEvidence: "redirected" },
  });
  await write("redirected");
  await checkStatuses(db, null);
  expect(await exception(key)).toMatchObject({ status: "resolved" });
});

test("a count that would tell of an oversold course is left to a person", async () => {
  const { id } = await build.course({ capacity: 2 });
  await paid({ courseId: id });
  await paid({ courseId: id });
  await db.updateTable("courses").set({ capacity: 1, enrolled_count: 1 }).where("id", "=", id).execute();
  await sweep();
  expect(await exception(`count_drift:${id}`)).toMatchObject({
    status: "open",
    facts: { liveEnrollments: 2 },
  });
  await db.updateTable("courses").set({ capacity: 2 }).where("id", "=", id).execute();
  await sweep();
  expect((await course(id)).enrolled_count).toBe(2);
  expect(await exception(`count_drift:${id}`)).toMatchObject({ status: "resolved" });
});

async function delivery(status: "rejected" | "dead") {
  const id = newId("whk");
  const verdict = status === "rejected" ? "bad_signature" : "accepted";
  await db
    .insertInto("payment_webhooks")
    .values({
      id,
      gateway: "paymob",
      kind: "transaction",
      event_key: status === "dead" ? id : null,
      verdict,
      status,
      raw_body: Buffer.from("{}"),
      headers: "{}",
    })
    .execute();
  return id;
}

test("bad signatures are an incident for as long as they come", async () => {
  const id = await delivery("rejected");
  await sweep();
  expect(await exception("bad_signatures:paymob")).toMatchObject({ status: "open", facts: { lastHour: 1 } });
  await sql`update payment_webhooks set received_at = now() - interval '2 hours' where id = ${id}`.execute(
    db,
  );
  await sweep();
  expect(await exception("bad_signatures:paymob")).toMatchObject({ status: "resolved" });
});

test("a dead letter's exception is over once the delivery was processed, whoever did it", async () => {
  const id = await delivery("dead");
  const key = `dead_delivery:${id}`;
  await openException(db, {
    id: newId("exc"),
    dedupe_key: key,
    kind: "dead_delivery",
    delivery_id: id,
    facts: {},
  });
  await sweep();
  expect(await exception(key)).toMatchObject({ status: "open" });
  await db
    .updateTable("payment_webhooks")
    .set({ status: "processed", outcome: "applied", processed_at: new Date() })
    .where("id", "=", id)
    .execute();
  await sweep();
  expect(await exception(key)).toMatchObject({ status: "resolved" });
});

test("two workers sweeping at once open each problem once and give each seat once", async () => {
  const { id } = await build.course({ capacity: 3 });
  const payments = await Promise.all([
    paid({ courseId: id }),
    paid({ courseId: id }),
    paid({ courseId: id }),
  ]);
  await db.deleteFrom("enrollments").where("course_id", "=", id).execute();
  await db.updateTable("courses").set({ enrolled_count: 0 }).where("id", "=", id).execute();
  await Promise.all([sweep(), sweep(), sweep()]);
  const live = await db.selectFrom("enrollments").select("payment_id").where("course_id", "=", id).execute();
  expect(live.map((one) => one.payment_id).sort()).toEqual(payments.map((one) => one.id).sort());
  await expectBooksToAgree(db);
});

test("opened ten times at once is opened once; resolved twice is resolved once", async () => {
  const key = `dead_delivery:${newId("whk")}`;
  const open = () =>
    openException(db, { id: newId("exc"), dedupe_key: key, kind: "dead_delivery", facts: {} });
  const moved = await Promise.all(Array.from({ length: 10 }, open));
  expect(moved.filter(Boolean)).toHaveLength(1);
  const resolve = () => resolveException(db, { dedupeKey: key, how: "done" });
  expect((await Promise.all([resolve(), resolve()])).filter(Boolean)).toHaveLength(1);
});
