import { sql } from "kysely";
import { expect, test } from "vitest";
import { applyEvidence, applyInTransaction } from "#app/features/payments/apply-evidence.server.ts";
import { callUnpaid } from "#app/features/payments/call-unpaid.server.ts";
import type { EvidenceRow } from "#app/features/payments/lock-payment.server.ts";
import { toEvidence } from "#app/features/payments/lock-payment.server.ts";
import { reduceEvidence } from "#app/features/payments/reduce-evidence.ts";
import { newId } from "#app/lib/ids.ts";
import { builders, evidence } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { expectBooksToAgree, snapshot } from "#tests/support/tables.ts";

const { db } = useDatabase();
const build = builders(db);
type Payment = Awaited<ReturnType<typeof build.payment>>;
const actor = { type: "gateway" as const, id: "paymob" };

const about = (payment: Payment, kind: EvidenceRow["kind"], more: Partial<EvidenceRow> = {}) =>
  evidence({
    kind,
    attempt_id: payment.attempt.id,
    gateway: payment.gateway,
    transaction_ref: "9001",
    ...(["succeeded", "refunded", "voided"].includes(kind) && {
      amount_minor: payment.amountMinor,
      currency: payment.currency,
    }),
    ...more,
  });
const apply = (payment: Payment, ...rows: EvidenceRow[]) =>
  applyEvidence(db, { paymentId: payment.id, evidence: rows, actor });

const read = (id: string) =>
  db.selectFrom("payments").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
const seats = (payment: Payment) =>
  db
    .selectFrom("enrollments")
    .selectAll()
    .where("student_id", "=", payment.studentId)
    .where("course_id", "=", payment.courseId)
    .execute();
const exceptions = (key: string) =>
  db.selectFrom("exceptions").selectAll().where("dedupe_key", "=", key).execute();
const ledger = (payment: Payment) =>
  db
    .selectFrom("ledger_entries")
    .select(["kind", "amount_minor"])
    .where("payment_id", "=", payment.id)
    .orderBy("id")
    .execute();
const count = async (table: "audit_log" | "outbox_events" | "payment_evidence") =>
  Number(
    (
      await db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll().as("n"))
        .executeTakeFirstOrThrow()
    ).n,
  );

test("money that matches completes the payment, gives the seat, and is booked, audited and announced", async () => {
  const payment = await build.payment();
  const before = await read(payment.id);
  const paid = about(payment, "succeeded", { method: "card", gateway_at: "2026-03-01T10:00:00.000Z" });
  expect(await apply(payment, paid)).toEqual({
    outcome: "applied",
    before: "redirected",
    after: "succeeded",
    seat: "granted",
    fresh: 1,
  });
  const after = await read(payment.id);
  expect(after).toMatchObject({
    status: "succeeded",
    version: before.version + 1,
    captured_minor: 45_000,
    // Asked about once more, a day later: for what is given back behind our back.
    next_check_at: expect.any(Date),
    completed_at: new Date("2026-03-01T10:00:00.000Z"),
  });
  expect(await seats(payment)).toMatchObject([
    { status: "active", payment_id: payment.id, source: "payment" },
  ]);
  expect(await ledger(payment)).toEqual([{ kind: "capture", amount_minor: 45_000 }]);
  const audit = await db.selectFrom("audit_log").selectAll().where("subject_id", "=", payment.id).execute();
  expect(audit.at(-1)).toMatchObject({
    action: "payment.succeeded",
    actor_type: "gateway",
    actor_id: "paymob",
  });
  const events = await db
    .selectFrom("outbox_events")
    .selectAll()
    .where("audience", "@>", sql<string[]>`array[${payment.studentId}]`)
    .execute();
  expect(events.map((event) => event.kind).slice(-2)).toEqual(["payment.succeeded", "enrollment.granted"]);
  const attempt = await db
    .selectFrom("payment_attempts")
    .selectAll()
    .where("id", "=", payment.attempt.id)
    .executeTakeFirstOrThrow();
  expect(attempt).toMatchObject({ paymob_transaction_id: "9001", method: "card" });
  await expectBooksToAgree(db);
});

test("the same fact again changes nothing at all", async () => {
  const payment = await build.payment();
  await apply(payment, about(payment, "succeeded"));
  const before = await snapshot(db);
  expect(await apply(payment, about(payment, "succeeded"), about(payment, "succeeded"))).toMatchObject({
    outcome: "nothing_new",
    fresh: 0,
  });
  expect(await snapshot(db)).toEqual(before);
});

test("each move adds one to the version, and the stored state is what the evidence says", async () => {
  const payment = await build.payment();
  const steps = [
    about(payment, "pending", { transaction_ref: "1" }),
    about(payment, "failed", { transaction_ref: "1", code: "declined" }),
    about(payment, "succeeded", { transaction_ref: "2" }),
    about(payment, "failed", { transaction_ref: "3", code: "declined" }),
    about(payment, "refunded", { transaction_ref: "2", refunded_minor: 10_000 }),
    about(payment, "refunded", { transaction_ref: "2", refunded_minor: 45_000 }),
  ];
  const statuses: string[] = [];
  let { version } = await read(payment.id);
  for (const step of steps) {
    const { before, after } = (await apply(payment, step)) as { before: string; after: string };
    const now = await read(payment.id);
    expect(now.version).toBe(version + (before === after ? 0 : 1));
    version = now.version;
    statuses.push(now.status);
  }
  expect(statuses).toEqual(["pending", "failed", "succeeded", "succeeded", "partially_refunded", "refunded"]);
  const rows = await db
    .selectFrom("payment_evidence")
    .selectAll()
    .where("payment_id", "=", payment.id)
    .execute();
  const text = (at: Date | null) => at?.toISOString() ?? null;
  const told = reduceEvidence(
    rows.map((row) =>
      toEvidence({ ...row, gateway_at: text(row.gateway_at), recorded_at: row.recorded_at.toISOString() }, [
        { id: payment.attempt.id, number: 1 },
      ]),
    ),
  );
  expect(told).toMatchObject({ status: "refunded", capturedMinor: 45_000, refundedMinor: 45_000 });
  expect(await ledger(payment)).toEqual([
    { kind: "capture", amount_minor: 45_000 },
    { kind: "refund", amount_minor: 10_000 },
    { kind: "refund", amount_minor: 35_000 },
  ]);
  await expectBooksToAgree(db);
});

test("out of order ends as in order: the time of payment and the deciding transaction too", async () => {
  const facts = (payment: Payment) => [
    about(payment, "failed", { transaction_ref: "1", code: "declined", gateway_at: "2026-03-01T09:00:00Z" }),
    about(payment, "succeeded", { transaction_ref: "2", gateway_at: "2026-03-01T10:00:00Z" }),
    about(payment, "succeeded", { transaction_ref: "2", gateway_at: "2026-03-01T09:59:00Z", source: "poll" }),
    about(payment, "refunded", {
      transaction_ref: "2",
      gateway_at: "2026-03-01T10:00:00Z",
      refunded_minor: 5_000,
    }),
  ];
  const ends = [];
  for (const order of [
    [0, 1, 2, 3],
    [3, 2, 1, 0],
    [2, 0, 3, 1],
  ]) {
    const payment = await build.payment();
    for (const index of order) await apply(payment, facts(payment)[index]!);
    const { status, captured_minor, refunded_minor, completed_at, failure_code } = await read(payment.id);
    const attempt = await db
      .selectFrom("payment_attempts")
      .selectAll()
      .where("id", "=", payment.attempt.id)
      .executeTakeFirstOrThrow();
    ends.push({
      status,
      captured_minor,
      refunded_minor,
      completed_at,
      failure_code,
      decided: attempt.paymob_transaction_id,
    });
  }
  expect(ends[0]).toEqual({
    status: "partially_refunded",
    captured_minor: 45_000,
    refunded_minor: 5_000,
    completed_at: new Date("2026-03-01T09:59:00Z"),
    failure_code: null,
    decided: "2",
  });
  expect(ends[1]).toEqual(ends[0]);
  expect(ends[2]).toEqual(ends[0]);
  await expectBooksToAgree(db);
});

test("the same fact ten times at once is applied once", async () => {
  const payment = await build.payment();
  const before = { audit: await count("audit_log"), events: await count("outbox_events") };
  const results = await Promise.all(
    Array.from({ length: 10 }, () => apply(payment, about(payment, "succeeded"))),
  );
  expect(results.filter((result) => result.outcome === "applied")).toHaveLength(1);
  expect(await seats(payment)).toHaveLength(1);
  expect((await ledger(payment)).length).toBe(1);
  // The payment and its enrollment.
  expect(await count("audit_log")).toBe(before.audit + 2);
  expect(await count("outbox_events")).toBe(before.events + 2);
});

test("different facts at once all count", async () => {
  const payment = await build.payment();
  await Promise.all([
    apply(payment, about(payment, "failed", { transaction_ref: "1", code: "declined" })),
    apply(payment, about(payment, "pending", { transaction_ref: "2" })),
    apply(payment, about(payment, "succeeded", { transaction_ref: "2" })),
    apply(payment, about(payment, "refunded", { transaction_ref: "2", refunded_minor: 15_000 })),
  ]);
  expect(await read(payment.id)).toMatchObject({ status: "partially_refunded", refunded_minor: 15_000 });
  expect(await seats(payment)).toHaveLength(1);
  await expectBooksToAgree(db);
});

test("50 buyers at once on the last 10 seats: 10 enrolled, 40 booked and raised, never oversold", async () => {
  const course = await build.course({ capacity: 10 });
  const buyers = await Promise.all(Array.from({ length: 50 }, () => build.payment({ courseId: course.id })));
  const results = await Promise.all(buyers.map((payment) => apply(payment, about(payment, "succeeded"))));
  expect(results.filter((result) => result.outcome === "applied" && result.seat === "granted")).toHaveLength(
    10,
  );
  const after = await db
    .selectFrom("courses")
    .selectAll()
    .where("id", "=", course.id)
    .executeTakeFirstOrThrow();
  expect(after.enrolled_count).toBe(10);
  const active = await db.selectFrom("enrollments").selectAll().where("course_id", "=", course.id).execute();
  expect(active.filter((one) => one.status === "active")).toHaveLength(10);
  const waiting = await db.selectFrom("exceptions").selectAll().where("course_id", "=", course.id).execute();
  expect(waiting).toHaveLength(40);
  expect(new Set(waiting.map((one) => one.kind))).toEqual(new Set(["paid_not_enrolled"]));
  const booked = await db
    .selectFrom("payments")
    .select((eb) => eb.fn.sum("captured_minor").as("sum"))
    .where("course_id", "=", course.id)
    .executeTakeFirstOrThrow();
  expect(Number(booked.sum)).toBe(50 * 45_000);
  await expectBooksToAgree(db);
});

test("different facts about one payment written together end as if they had come one by one", async () => {
  const payments = await Promise.all(Array.from({ length: 12 }, () => build.payment()));
  const results = await Promise.all(
    payments.flatMap((payment) => [
      apply(payment, about(payment, "failed", { transaction_ref: "2", code: "declined" })),
      apply(payment, about(payment, "pending", { transaction_ref: "3" })),
      apply(payment, about(payment, "succeeded", { transaction_ref: "1" })),
    ]),
  );
  expect(results.map((one) => one.outcome)).toEqual(results.map(() => "applied"));
  for (const payment of payments) {
    expect(await read(payment.id)).toMatchObject({ status: "succeeded", captured_minor: 45_000 });
    expect(await ledger(payment)).toEqual([{ kind: "capture", amount_minor: 45_000 }]);
  }
  await expectBooksToAgree(db);
});

test("a change the database refuses fails alone: those written together with it stand", async () => {
  const payments = await Promise.all(Array.from({ length: 12 }, () => build.payment()));
  const results = await Promise.allSettled(
    payments.map((payment, index) =>
      apply(
        payment,
        about(payment, index === 5 ? "pending" : "succeeded", index === 5 ? { currency: "egp" } : {}),
      ),
    ),
  );
  expect(results.map((one) => one.status === "fulfilled" && one.value.outcome)).toEqual(
    payments.map((_, index) => index !== 5 && "applied"),
  );
  expect((await read(payments[5]!.id)).status).toBe("redirected");
  for (const payment of payments.filter((_, index) => index !== 5)) {
    expect((await read(payment.id)).status).toBe("succeeded");
    expect(await ledger(payment)).toEqual([{ kind: "capture", amount_minor: 45_000 }]);
  }
  await expectBooksToAgree(db);
});

test("one student's two payments at once: one seat, the other payment waits for a person", async () => {
  const course = await build.course();
  for (let round = 0; round < 5; round += 1) {
    const student = await build.user();
    const mine = { studentId: student.id, courseId: course.id };
    const card = await build.payment(mine);
    const link = await build.payment({ ...mine, gateway: "ikhokha" });
    await Promise.all([apply(card, about(card, "succeeded")), apply(link, about(link, "succeeded"))]);
    const both = [await read(card.id), await read(link.id)];
    expect(both.map((one) => one.status).sort()).toEqual(["needs_review", "succeeded"]);
    expect(both.map((one) => one.captured_minor)).toEqual([45_000, 45_000]);
    const held = await seats(card);
    expect(held.map((one) => one.payment_id)).toEqual([both.find((one) => one.status === "succeeded")!.id]);
    const [raised, ...more] = await exceptions(`two_payments_one_seat:${student.id}:${course.id}`);
    expect(more).toEqual([]);
    expect((raised!.facts.payments as string[]).sort()).toEqual([card.id, link.id].sort());
  }
  await expectBooksToAgree(db);
});

test("a payment for a seat the student already holds is booked and raised", async () => {
  const first = await build.payment();
  await apply(first, about(first, "succeeded"));
  const second = await build.payment({ studentId: first.studentId, courseId: first.courseId });
  expect(await apply(second, about(second, "succeeded"))).toMatchObject({
    after: "needs_review",
    seat: null,
  });
  expect(await read(second.id)).toMatchObject({
    review_reason: "two_payments_one_seat",
    captured_minor: 45_000,
  });
  expect(await seats(first)).toHaveLength(1);
});

test("money for a course that is full is booked, raised, and never rolled back", async () => {
  const course = await build.course({ capacity: 1 });
  const [first, late] = [
    await build.payment({ courseId: course.id }),
    await build.payment({ courseId: course.id }),
  ];
  await apply(first, about(first, "succeeded"));
  expect(await apply(late, about(late, "succeeded"))).toMatchObject({ after: "succeeded", seat: "full" });
  expect(await exceptions(`paid_not_enrolled:${late.id}`)).toMatchObject([
    { status: "open", facts: { why: "course_full" } },
  ]);
  expect(await ledger(late)).toHaveLength(1);
});

test("evidence for a payment that is not there is missing, and nothing is written", async () => {
  const payment = await build.payment();
  const before = await snapshot(db);
  const answer = await applyEvidence(db, {
    paymentId: newId("pay"),
    evidence: [about(payment, "succeeded")],
    actor,
  });
  expect(answer).toEqual({ outcome: "missing" });
  expect(await snapshot(db)).toEqual(before);
});

test("what breaks half-way leaves nothing behind", async () => {
  const payment = await build.payment();
  const before = await snapshot(db);
  const wholly = db.transaction().execute(async (trx) => {
    await applyInTransaction(trx, { paymentId: payment.id, evidence: [about(payment, "succeeded")], actor });
    throw new Error("the process died before commit");
  });
  await expect(wholly).rejects.toThrow("died");
  expect(await snapshot(db)).toEqual(before);
  // Refused by the database itself after evidence and ledger were written: an attempt of somebody else's order.
  const other = await build.payment();
  const between = await snapshot(db);
  const taken = applyEvidence(db, {
    paymentId: payment.id,
    evidence: [about(payment, "succeeded", { currency: "egp" })],
    attempts: [{ id: other.attempt.id, status: "abandoned" }],
    actor,
  });
  await expect(taken).rejects.toThrow();
  expect(await snapshot(db)).toEqual(between);
});

test("one payment's evidence never changes another's attempts", async () => {
  const [payment, other] = [await build.payment(), await build.payment()];
  await applyEvidence(db, {
    paymentId: payment.id,
    evidence: [],
    attempts: [{ id: other.attempt.id, status: "abandoned" }],
    actor,
  });
  const attempt = await db
    .selectFrom("payment_attempts")
    .select("status")
    .where("id", "=", other.attempt.id)
    .executeTakeFirstOrThrow();
  expect(attempt.status).toBe("open");
});

test("an attempt's order id is set once, and learned together with its transaction", async () => {
  const payment = await build.payment();
  const attempt = await bareAttempt(payment);
  await applyEvidence(db, {
    paymentId: payment.id,
    evidence: [about(payment, "succeeded", { attempt_id: attempt, transaction_ref: "77", method: "wallet" })],
    attempts: [{ id: attempt, gateway_order_ref: "order-found-later" }],
    actor,
  });
  const row = () =>
    db.selectFrom("payment_attempts").selectAll().where("id", "=", attempt).executeTakeFirstOrThrow();
  expect(await row()).toMatchObject({
    gateway_order_ref: "order-found-later",
    gateway_transaction_ref: "77",
    method: "wallet",
  });
  await applyEvidence(db, {
    paymentId: payment.id,
    evidence: [],
    attempts: [{ id: attempt, gateway_order_ref: "another" }],
    actor,
  });
  expect((await row()).gateway_order_ref).toBe("order-found-later");
});

async function bareAttempt(payment: Payment): Promise<string> {
  const id = newId("att");
  await db
    .insertInto("payment_attempts")
    .values({
      id,
      payment_id: payment.id,
      number: 2,
      gateway: "paymob",
      amount_minor: payment.amountMinor,
      currency: payment.currency,
      expires_at: new Date(Date.now() + 3_600_000),
    })
    .execute();
  return id;
}

test("a late failure leaves the deciding transaction and its method on the attempt", async () => {
  const payment = await build.payment();
  await apply(payment, about(payment, "succeeded", { transaction_ref: "2", method: "card" }));
  await apply(
    payment,
    about(payment, "failed", { transaction_ref: "1", method: "wallet", code: "declined" }),
  );
  const attempt = await db
    .selectFrom("payment_attempts")
    .selectAll()
    .where("id", "=", payment.attempt.id)
    .executeTakeFirstOrThrow();
  expect(attempt).toMatchObject({ gateway_transaction_ref: "2", method: "card" });
});

test("an older payment comes back to pending beside a newer open one", async () => {
  const old = await build.payment();
  await apply(
    old,
    about(old, "failed", { code: "declined", transaction_ref: "1", gateway_at: "2026-01-01T00:00:00Z" }),
  );
  const newer = await build.payment({ studentId: old.studentId, courseId: old.courseId });
  expect(await apply(old, about(old, "pending", { transaction_ref: "2" }))).toMatchObject({
    after: "pending",
  });
  expect((await read(newer.id)).status).toBe("redirected");
});

test("a mismatch is raised; honest money completes the payment and keeps the contradiction in sight", async () => {
  for (const honestFirst of [true, false]) {
    const payment = await build.payment();
    const wrong = about(payment, "mismatch", {
      transaction_ref: "1",
      code: "amount",
      amount_minor: 100,
      currency: "EGP",
    });
    const paid = about(payment, "succeeded", { transaction_ref: "2" });
    for (const fact of honestFirst ? [paid, wrong] : [wrong, paid]) await apply(payment, fact);
    expect(await read(payment.id)).toMatchObject({ status: "succeeded", review_reason: null });
    expect(await exceptions(`facts_disagree:${payment.id}`)).toMatchObject([{ status: "open" }]);
    const mismatch = await exceptions(`payment_mismatch:${payment.id}`);
    expect(mismatch.map((one) => one.status)).toEqual(honestFirst ? [] : ["resolved"]);
  }
});

test("a second contradiction stands beside the first, in one exception", async () => {
  const payment = await build.payment();
  const wrong = (ref: string, amount_minor: number) =>
    about(payment, "mismatch", { transaction_ref: ref, code: "amount", amount_minor, currency: "EGP" });
  const failed = (code: string) =>
    about(payment, "failed", { transaction_ref: "1", source: "poll", code, dedupe_key: code });
  await apply(payment, failed("insufficient_funds"));
  await apply(payment, about(payment, "succeeded", { transaction_ref: "1" }));
  await apply(payment, wrong("2", 100));
  await apply(payment, wrong("3", 200));
  await apply(payment, failed("declined"));
  const [raised] = await exceptions(`facts_disagree:${payment.id}`);
  expect(raised!.facts).toMatchObject({
    said: [
      { what: "amount", transaction: "2", amountMinor: 100 },
      { what: "amount", transaction: "3", amountMinor: 200 },
      { what: "failed", transaction: "1" },
    ],
  });
});

test("a word that was called unpaid disagrees with no money of another transaction; one that was not, does", async () => {
  const staff = await build.user({ role: "finance" });
  for (const called of [true, false]) {
    const payment = await build.payment();
    const word = about(payment, "unknown_status", { transaction_ref: "1", reason: "ON_HOLD" });
    await apply(payment, word);
    if (called)
      await callUnpaid(db, {
        paymentId: payment.id,
        reason: "abandoned",
        actor: { type: "staff", id: staff.id },
      });
    await apply(payment, about(payment, "succeeded", { transaction_ref: "2" }));
    // The same word from elsewhere, when the money is known.
    await apply(payment, { ...word, source: "poll", dedupe_key: `again:${payment.id}` });
    expect((await read(payment.id)).status).toBe("succeeded");
    const raised = await exceptions(`facts_disagree:${payment.id}`);
    expect(raised.map((one) => one.status)).toEqual(called ? [] : ["open"]);
  }
});

test("a payment under review for what did not match is still asked about", async () => {
  const payment = await build.payment();
  await apply(payment, about(payment, "mismatch", { code: "amount" }));
  expect(await read(payment.id)).toMatchObject({ status: "needs_review", next_check_at: expect.any(Date) });
});

test("staff may override to any status and lift it again, with the reason in the audit log", async () => {
  const staff = await build.user({ role: "finance" });
  const payment = await build.payment();
  const override = (code: string, replaces: string | null = null) =>
    evidence({
      kind: "override",
      source: "staff",
      code,
      reason: "the bank confirmed it by phone",
      actor_id: staff.id,
      transaction_ref: replaces,
      dedupe_key: `override:${code}`,
    });
  const decide = (row: EvidenceRow) =>
    applyEvidence(db, {
      paymentId: payment.id,
      evidence: [row],
      actor: { type: "staff", id: staff.id, reason: row.reason },
    });
  expect(await decide(override("succeeded"))).toMatchObject({ after: "succeeded" });
  expect((await read(payment.id)).completed_at).not.toBeNull();
  expect(await decide(override("failed", "override:succeeded"))).toMatchObject({ after: "failed" });
  expect(await read(payment.id)).toMatchObject({
    failure_code: "unknown",
    failure_reason: "the bank confirmed it by phone",
  });
  expect(await decide(override("none", "override:failed"))).toMatchObject({ after: "redirected" });
  const audit = await db
    .selectFrom("audit_log")
    .selectAll()
    .where("subject_id", "=", payment.id)
    .where("actor_type", "=", "staff")
    .execute();
  expect(audit.map((entry) => entry.reason)).toEqual(Array(3).fill("the bank confirmed it by phone"));
});

test("evidence, ledger and audit log refuse to be changed, deleted or emptied", async () => {
  const payment = await build.payment();
  await apply(payment, about(payment, "succeeded"));
  const columns = { payment_evidence: "reason", ledger_entries: "kind", audit_log: "reason" };
  for (const [table, column] of Object.entries(columns)) {
    const name = sql.table(table);
    await expect(sql`update ${name} set ${sql.ref(column)} = 'other'`.execute(db), table).rejects.toThrow(
      "append-only",
    );
    await expect(sql`delete from ${name}`.execute(db), table).rejects.toThrow("append-only");
    await expect(sql`truncate ${name} cascade`.execute(db), table).rejects.toThrow("append-only");
  }
});
