import { expect, test } from "vitest";
import { decideEnrollment } from "#app/features/approvals/decide-enrollment.server.ts";
import { applyEvidence } from "#app/features/payments/apply-evidence.server.ts";
import { findRefundDraft } from "#app/features/payments/find-refund-draft.server.ts";
import { findStudentPayment } from "#app/features/payments/find-student-payment.server.ts";
import { countRefundsToMake } from "#app/features/payments/refunds-to-make.server.ts";
import { settleRefundDrafts } from "#app/features/payments/settle-refund-drafts.server.ts";
import { sweepInvariants } from "#app/features/reconciliation/sweep-invariants.server.ts";
import { builders, evidence } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";

const { db } = useDatabase();
const build = builders(db);

/** A paid seat that was refused: its refund is drafted. */
async function refused() {
  const registrar = await build.user({ role: "registrar" });
  const { id: courseId } = await build.course({ approval: "after_payment" });
  const payment = await build.paid({ courseId });
  const decide = (decision: "reject" | "restore", expectedVersion: number) =>
    decideEnrollment(db, {
      enrollmentId: payment.enrollment!.id,
      decision,
      expectedVersion,
      reason: "Not this time",
      actor: { type: "staff", id: registrar.id },
    });
  const decided = await decide("reject", payment.enrollment!.version);
  return { ...payment, restore: () => decide("restore", (decided as { version: number }).version) };
}

type Payment = Awaited<ReturnType<typeof refused>>;

const tell = (
  payment: Payment,
  kind: "refunded" | "voided" | "succeeded" | "disputed" | "dispute_won" | "dispute_lost",
  more: object = {},
) =>
  applyEvidence(db, {
    paymentId: payment.id,
    actor: { type: "gateway", id: payment.gateway },
    evidence: [
      evidence({
        kind,
        gateway: payment.gateway,
        attempt_id: payment.attempt.id,
        transaction_ref: payment.attempt.orderRef,
        amount_minor: payment.amountMinor,
        refunded_minor: kind === "refunded" ? payment.amountMinor : null,
        currency: payment.currency,
        ...more,
      }),
    ],
  });

const draftOf = (payment: Payment) =>
  db
    .selectFrom("refund_drafts")
    .select(["id", "status", "version", "settled_at"])
    .where("payment_id", "=", payment.id)
    .executeTakeFirstOrThrow();

const told = (draftId: string) =>
  Promise.all([
    db
      .selectFrom("audit_log")
      .select(["action", "after", "reason"])
      .where("subject_id", "=", draftId)
      .orderBy("id")
      .execute(),
    db
      .selectFrom("outbox_events")
      .select(["kind", "subject_version as version", "audience"])
      .where("subject_id", "=", draftId)
      .orderBy("seq")
      .execute(),
  ]);

test.each(["refunded", "voided"] as const)(
  "the draft of a refund is settled, audited and told once the gateway says that the payment was %s",
  async (kind) => {
    const payment = await refused();
    await tell(payment, kind);
    const draft = await draftOf(payment);
    expect(draft).toMatchObject({ status: "settled", version: 2, settled_at: expect.any(Date) });
    // Told twice, it ended once.
    await tell(payment, kind, { dedupe_key: "again" });
    const [audit, events] = await told(draft.id);
    expect(audit.map((row) => row.action)).toEqual(["refund.drafted", "refund.draft_settled"]);
    expect(audit[1]).toMatchObject({
      after: {
        status: "settled",
        payment_id: payment.id,
        amount_minor: payment.amountMinor,
        currency: payment.currency,
      },
      reason: "The gateway gave the whole payment back.",
    });
    expect(events.at(-1)).toEqual({
      kind: "refund.draft_settled",
      version: 2,
      audience: [payment.studentId],
    });
    expect(events).toHaveLength(2);
    expect(await findRefundDraft(db, { paymentId: payment.id })).toMatchObject({
      standing: "settled",
      amount_minor: payment.amountMinor,
      left_minor: 0,
    });
  },
);

test("part of the money back settles nothing: the draft asks for what is left", async () => {
  const payment = await refused();
  await tell(payment, "refunded", { refunded_minor: 100 });
  expect((await draftOf(payment)).status).toBe("draft");
  expect(await findRefundDraft(db, { paymentId: payment.id })).toMatchObject({
    standing: "to_make",
    left_minor: payment.amountMinor - 100,
  });
  await tell(payment, "refunded");
  expect((await draftOf(payment)).status).toBe("settled");
});

test("of two collections one given back settles nothing: nobody knows which the refund was for", async () => {
  const payment = await refused();
  await tell(payment, "succeeded", { transaction_ref: "second" });
  await tell(payment, "refunded", { transaction_ref: "second" });
  expect((await draftOf(payment)).status).toBe("draft");
  expect((await countRefundsToMake(db, 10)).count).toBeGreaterThan(0);
  await tell(payment, "refunded");
  expect((await draftOf(payment)).status).toBe("settled");
});

test("money that the bank questions is not to be refunded: the draft waits, returns when the school wins, ends when it loses", async () => {
  const payment = await refused();
  const standing = async () =>
    (await findRefundDraft(db, { enrollmentId: payment.enrollment!.id }))!.standing;
  const listed = async () => (await countRefundsToMake(db, 1_000)).count;
  const before = await listed();
  expect(await standing()).toBe("to_make");
  await tell(payment, "disputed", { transaction_ref: "dispute-1", amount_minor: null });
  expect(await standing()).toBe("disputed");
  expect(await listed()).toBe(before - 1);
  // The student is promised nothing meanwhile.
  expect((await findStudentPayment(db, payment.id))!.toGiveBackMinor).toBeNull();
  await tell(payment, "dispute_won", { transaction_ref: "dispute-1", amount_minor: null });
  expect(await standing()).toBe("to_make");
  expect(await listed()).toBe(before);
  await tell(payment, "disputed", { transaction_ref: "dispute-2", amount_minor: null });
  await tell(payment, "dispute_lost", { transaction_ref: "dispute-2", amount_minor: null });
  expect(await standing()).toBe("overtaken");
  expect(await listed()).toBe(before - 1);
});

test("a lost dispute is no refund: the draft stays what it is, and says that nothing is left to give back", async () => {
  const payment = await refused();
  await tell(payment, "dispute_lost", { amount_minor: null });
  expect((await draftOf(payment)).status).toBe("draft");
  expect(await findRefundDraft(db, { enrollmentId: payment.enrollment!.id })).toMatchObject({
    standing: "overtaken",
    left_minor: 0,
  });
});

test("the sweep settles what a killed process left behind, once", async () => {
  const payment = await refused();
  await tell(payment, "refunded");
  const { id } = await draftOf(payment);
  await db
    .updateTable("refund_drafts")
    .set({ status: "draft", settled_at: null })
    .where("id", "=", id)
    .execute();
  expect((await sweepInvariants(db, null)).repaired).toBeGreaterThan(0);
  expect((await draftOf(payment)).status).toBe("settled");
  expect(await settleRefundDrafts(db)).toBe(0);
});

test("a seat restored while the refund arrives: the draft ends once, one way or the other", async () => {
  for (let tries = 0; tries < 5; tries++) {
    const payment = await refused();
    await Promise.all([tell(payment, "refunded"), payment.restore()]);
    const draft = await draftOf(payment);
    expect(["withdrawn", "settled"]).toContain(draft.status);
    expect(draft.version).toBe(2);
    const [audit] = await told(draft.id);
    expect(audit).toHaveLength(2);
  }
});
