import { sql } from "kysely";
import { expect, test } from "vitest";
import { type DecideInput, decideEnrollment } from "#app/features/approvals/decide-enrollment.server.ts";
import { mayMove } from "#app/features/enrollments/enrollment.ts";
import { requestEnrollment } from "#app/features/enrollments/request-enrollment.server.ts";
import { applyInTransaction } from "#app/features/payments/apply-evidence.server.ts";
import type { EvidenceRow } from "#app/features/payments/lock-payment.server.ts";
import { sweepInvariants } from "#app/features/reconciliation/sweep-invariants.server.ts";
import type { Trx } from "#app/lib/db.server.ts";
import type { EnrollmentStatus } from "#db/schema.ts";
import { waitingForLocks } from "#tests/features/support/acting.ts";
import { builders, evidence } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { expectBooksToAgree } from "#tests/support/tables.ts";

const { db } = useDatabase();
const build = builders(db);

const read = (id: string) =>
  db.selectFrom("enrollments").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
const staff = once(async () => (await build.user({ role: "registrar", name: "Omar O'Farouk" })).id);

/** The same person for the whole file, made when first asked for. */
function once(make: () => Promise<string>) {
  let made: Promise<string> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

async function decide(
  id: string,
  decision: DecideInput["decision"],
  expectedVersion: number,
  more: Partial<DecideInput> = {},
) {
  const reason = decision === "reject" || decision === "revoke" ? "The diploma is missing." : null;
  return decideEnrollment(db, {
    enrollmentId: id,
    decision,
    expectedVersion,
    reason,
    actor: { type: "staff", id: await staff() },
    ...more,
  });
}

/** Paid, and waiting in a course that approves after the payment. */
async function waiting(course: Parameters<typeof build.course>[0] = {}) {
  const { id: courseId } = await build.course({ approval: "after_payment", ...course });
  const { enrollment, ...payment } = await build.paid({ courseId });
  return { ...payment, id: enrollment!.id, version: enrollment!.version };
}

/** Asked for, in a course that approves before the payment. */
async function requested(course: Parameters<typeof build.course>[0] = {}, courseId?: string) {
  const id = courseId ?? (await build.course({ approval: "before_payment", ...course })).id;
  const student = await build.user();
  const asked = await requestEnrollment(db, { studentId: student.id, courseId: id });
  if (asked.outcome !== "requested") throw new Error(asked.outcome);
  return { id: asked.enrollmentId, courseId: id, studentId: student.id };
}

const enrolled = async (courseId: string) =>
  (
    await db
      .selectFrom("courses")
      .select("enrolled_count")
      .where("id", "=", courseId)
      .executeTakeFirstOrThrow()
  ).enrolled_count;
const drafts = (paymentId: string) =>
  db
    .selectFrom("refund_drafts")
    .selectAll()
    .where("payment_id", "=", paymentId)
    .orderBy("created_at")
    .execute();

test("approving a paid enrollment makes it active, audited before and after, and told to the student", async () => {
  const { id, studentId, courseId } = await waiting();
  expect(await read(id)).toMatchObject({ status: "pending_approval", version: 1 });
  expect(await decide(id, "approve", 1)).toMatchObject({
    outcome: "decided",
    status: "active",
    previous: "pending_approval",
    version: 2,
    refund: null,
  });
  expect(await read(id)).toMatchObject({
    status: "active",
    version: 2,
    decision: "approve",
    decided_from: "pending_approval",
    decided_version: 2,
    decided_by: await staff(),
  });
  expect(await enrolled(courseId)).toBe(1);
  const audit = await db
    .selectFrom("audit_log")
    .selectAll()
    .where("subject_id", "=", id)
    .orderBy("id")
    .execute();
  expect(audit.at(-1)).toMatchObject({
    action: "enrollment.approved",
    before: { status: "pending_approval" },
    after: { status: "active" },
    actor_id: await staff(),
  });
  const events = await db.selectFrom("outbox_events").selectAll().where("subject_id", "=", id).execute();
  expect(events.at(-1)).toMatchObject({
    kind: "enrollment.approved",
    topic: "enrollments",
    subject_version: 2,
    audience: [studentId],
  });
});

test("rejecting a paid enrollment frees the seat, keeps the reason and drafts the refund", async () => {
  const { id, id: enrollmentId, courseId, ...payment } = await waiting();
  const paymentId = (await read(id)).payment_id!;
  const result = await decide(id, "reject", 1);
  expect(result).toMatchObject({ outcome: "decided", status: "rejected", refund: { amountMinor: 45_000 } });
  expect(await read(id)).toMatchObject({ status: "rejected", decision_reason: "The diploma is missing." });
  expect(await enrolled(courseId)).toBe(0);
  expect(await drafts(paymentId)).toMatchObject([
    { enrollment_id: enrollmentId, amount_minor: 45_000, currency: "EGP", status: "draft" },
  ]);
  const drafted = await db
    .selectFrom("outbox_events")
    .selectAll()
    .where("kind", "=", "refund.drafted")
    .where("subject_id", "=", (result as { refund: { id: string } }).refund.id)
    .execute();
  expect(drafted).toMatchObject([{ topic: "payments", audience: [payment.studentId] }]);
});

test("approve and reject at once end with one decision, and the other hears who, what and when", async () => {
  for (let round = 0; round < 12; round++) {
    const { id, courseId } = await waiting();
    const both = await Promise.all([decide(id, "approve", 1), decide(id, "reject", 1)]);
    expect(both.map((result) => result.outcome).sort()).toEqual(["decided", "stale"]);
    const lost = both.find((result) => result.outcome === "stale");
    const won = both.find((result) => result.outcome === "decided");
    if (lost?.outcome !== "stale" || won?.outcome !== "decided") throw new Error("unreachable");
    expect(lost).toMatchObject({
      status: won.status,
      version: 2,
      decided: {
        name: "Omar O'Farouk",
        decision: won.status === "active" ? "approve" : "reject",
        latest: true,
      },
    });
    expect(await enrolled(courseId)).toBe(won.status === "active" ? 1 : 0);
    expect(await read(id)).toMatchObject({ version: 2, status: won.status });
  }
  await expectBooksToAgree(db);
});

test("the same decision pressed twice at once is one decision", async () => {
  const { id } = await waiting();
  const both = await Promise.all([decide(id, "approve", 1), decide(id, "approve", 1)]);
  expect(both.map((result) => result.outcome).sort()).toEqual(["decided", "stale"]);
  const audit = await db
    .selectFrom("audit_log")
    .select("id")
    .where("action", "=", "enrollment.approved")
    .where("subject_id", "=", id)
    .execute();
  expect(audit).toHaveLength(1);
});

test.each([
  ["its only student refused", "reject", () => waiting(), 0],
  ["its last seat given", "approve", () => requested({ capacity: 1 }), 1],
] as const)(
  "two who wait for a course to have %s are one decision and one explanation",
  async (_, decision, made, seats) => {
    const { id, courseId } = await made();
    const both = await db
      .transaction()
      .execute(async (trx) => {
        await trx.selectFrom("courses").select("id").where("id", "=", courseId).forUpdate().execute();
        const deciding = [decide(id, decision, 1), decide(id, decision, 1)];
        const waitingFor = sql<{ count: number }>`
      select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
        await expect.poll(async () => (await waitingFor.execute(db)).rows[0]!.count).toBe(2);
        return deciding;
      })
      .then((deciding) => Promise.all(deciding));
    expect(both.map((result) => result.outcome).sort()).toEqual(["decided", "stale"]);
    expect(await enrolled(courseId)).toBe(seats);
    await expectBooksToAgree(db);
  },
);

test("a seat is refused while its payment is written together with a sale in the same course: neither fails", async () => {
  const { id, courseId, ...payment } = await waiting();
  const sold = await build.payment({ courseId });
  const paymentId = (await read(id)).payment_id!;
  const apply = (trx: Trx, to: typeof sold | typeof payment, more: Partial<EvidenceRow>) =>
    applyInTransaction(trx, {
      paymentId: to === sold ? sold.id : paymentId,
      actor: { type: "gateway", id: "paymob" },
      evidence: [
        evidence({
          kind: "succeeded",
          attempt_id: to.attempt.id,
          transaction_ref: to.attempt.orderRef,
          amount_minor: to.amountMinor,
          currency: to.currency,
          ...more,
        }),
      ],
    });
  const deciding = await db.transaction().execute(async (trx) => {
    await apply(trx, payment, { kind: "refunded", refunded_minor: 100 });
    const deciding = decide(id, "reject", 1).catch((error: unknown) => error);
    await expect.poll(() => waitingForLocks(db)).toBe(1);
    await apply(trx, sold, {});
    return { deciding };
  });
  expect(await deciding.deciding).toMatchObject({ outcome: "decided", refund: { amountMinor: 44_900 } });
  expect(await enrolled(courseId)).toBe(1);
  await expectBooksToAgree(db);
});

test("what a status does not allow is refused with how it stands", async () => {
  const { id } = await waiting();
  await decide(id, "approve", 1);
  expect(await decide(id, "approve", 2)).toMatchObject({ outcome: "not_allowed", status: "active" });
  expect(await decide(id, "reject", 2)).toMatchObject({
    outcome: "not_allowed",
    decided: { decision: "approve" },
  });
  expect(await decide(id, "approve", 1)).toMatchObject({ outcome: "stale", status: "active" });
  expect(await decide("enr_nothere", "approve", 1)).toEqual({ outcome: "missing" });
});

test("a refusal without a reason is not written", async () => {
  const { id } = await waiting();
  await expect(decide(id, "reject", 1, { reason: " " })).rejects.toThrow("enrollments_refusal_has_reason");
  expect(await read(id)).toMatchObject({ status: "pending_approval", version: 1 });
});

test("a rejection taken back withdraws its draft and takes the seat again; restoring it later goes to the queue", async () => {
  const { id, courseId } = await waiting();
  const paymentId = (await read(id)).payment_id!;
  await decide(id, "reject", 1);
  expect(await decide(id, "undo", 2)).toMatchObject({ outcome: "decided", status: "pending_approval" });
  expect(await enrolled(courseId)).toBe(1);
  expect((await drafts(paymentId)).map((draft) => draft.status)).toEqual(["withdrawn"]);
  await decide(id, "reject", 3);
  expect(await decide(id, "restore", 4)).toMatchObject({ outcome: "decided", status: "pending_approval" });
  expect((await drafts(paymentId)).map((draft) => draft.status)).toEqual(["withdrawn", "withdrawn"]);
  expect((await read(id)).waiting_since.getTime()).toBeGreaterThan((await read(id)).created_at.getTime());
  await expectBooksToAgree(db);
});

test("an undo is refused once it moved, once it was undone, and after 30 seconds", async () => {
  const { id } = await waiting();
  await decide(id, "approve", 1);
  await db
    .updateTable("enrollments")
    .set({ decided_at: sql`now() - interval '31 seconds'` })
    .where("id", "=", id)
    .execute();
  expect(await decide(id, "undo", 2)).toMatchObject({ outcome: "not_allowed", status: "active" });
  await decide(id, "revoke", 2);
  expect(await decide(id, "undo", 2)).toMatchObject({ outcome: "stale", status: "revoked" });
  expect(await decide(id, "undo", 3)).toMatchObject({ outcome: "decided", status: "active" });
  expect(await decide(id, "undo", 4)).toMatchObject({ outcome: "not_allowed" });
});

test("a request holds no seat, its approval takes one for three days, and the last seat goes once", async () => {
  const first = await requested({ capacity: 1 });
  const second = await requested({}, first.courseId);
  expect(await enrolled(first.courseId)).toBe(0);
  const both = await Promise.all([decide(first.id, "approve", 1), decide(second.id, "approve", 1)]);
  expect(both.map((result) => result.outcome).sort()).toEqual(["decided", "full"]);
  expect(await enrolled(first.courseId)).toBe(1);
  const won = both[0]!.outcome === "decided" ? first : second;
  const { pay_by, status } = await read(won.id);
  expect(status).toBe("approved");
  expect(pay_by!.getTime() - Date.now()).toBeGreaterThan(71.9 * 3_600_000);
  await expectBooksToAgree(db);
});

test("an enrollment cannot come back beside another one of the same student", async () => {
  const { id, courseId, studentId } = await requested();
  await decide(id, "reject", 1);
  const again = await requestEnrollment(db, { studentId, courseId });
  expect(again.outcome).toBe("requested");
  expect(await decide(id, "restore", 2)).toMatchObject({ outcome: "not_allowed", status: "rejected" });
});

test("a full course refuses to restore what was revoked", async () => {
  const { id, courseId } = await waiting({ capacity: 1 });
  await decide(id, "approve", 1);
  await decide(id, "revoke", 2);
  await build.paid({ courseId });
  expect(await decide(id, "restore", 3)).toMatchObject({ outcome: "full", status: "revoked" });
  await expectBooksToAgree(db);
});

test("no sweep raises anything about what waits, was rejected with a draft, or was revoked", async () => {
  const kept = await waiting();
  const refused = await waiting();
  await decide(refused.id, "reject", 1);
  const revoked = await waiting();
  await decide(revoked.id, "approve", 1);
  await decide(revoked.id, "revoke", 2);
  await sweepInvariants(db, null);
  const open = await db
    .selectFrom("exceptions")
    .select(["kind", "student_id"])
    .where("status", "=", "open")
    .where("student_id", "in", [kept.studentId, refused.studentId, revoked.studentId])
    .execute();
  expect(open).toEqual([]);
});

test("every move that was audited in this file is an edge of the state machine", async () => {
  const rows = await db
    .selectFrom("audit_log")
    .select(["before", "after"])
    .where("subject_type", "=", "enrollment")
    .where("before", "is not", null)
    .execute();
  expect(rows.length).toBeGreaterThan(20);
  for (const { before, after } of rows) {
    const move = [before!.status, after!.status] as [EnrollmentStatus, EnrollmentStatus];
    expect(mayMove(...move), move.join(" -> ")).toBe(true);
  }
});
