import { findSuspense } from "#app/features/ledger/find-suspense.server.ts";
import { listMailsOf } from "#app/features/mail/list-mails.server.ts";
import { findRefundDraft } from "#app/features/payments/find-refund-draft.server.ts";
import { findCasesAbout } from "#app/features/support/cases-about.server.ts";
import { maskBody } from "#app/features/webhooks/mask-body.ts";
import type { Db } from "#app/lib/db.server.ts";

/** What one screen can hold; a payment with more of anything is shown its latest. */
const most = 100;

/** Everything the detail draws of one payment, or null. Bodies leave the server masked only. */
export async function findPaymentDetail(db: Db, paymentId: string) {
  const payment = await db
    .selectFrom("payments as p")
    .innerJoin("users as u", "u.id", "p.student_id")
    .innerJoin("courses as c", "c.id", "p.course_id")
    .selectAll("p")
    .select(["u.name as student_name", "u.email as student_email", "c.title as course_title"])
    .where("p.id", "=", paymentId)
    .executeTakeFirst();
  if (!payment) return null;
  const [attempts, evidence, deliveries, enrollments, exceptions, held, mails, cases, draft, drafts] =
    await Promise.all([
      db
        .selectFrom("payment_attempts")
        .selectAll()
        .where("payment_id", "=", paymentId)
        .orderBy("number", "desc")
        .limit(most)
        .execute(),
      db
        .selectFrom("payment_evidence")
        .selectAll()
        .where("payment_id", "=", paymentId)
        .orderBy("id", "desc")
        .limit(most)
        .execute(),
      findDeliveries(db, paymentId),
      db
        .selectFrom("enrollments")
        .select(["id", "status", "created_at"])
        .where("payment_id", "=", paymentId)
        .orderBy("created_at", "desc")
        .limit(10)
        .execute(),
      db
        .selectFrom("exceptions")
        .select(["id", "kind", "status", "history"])
        .where("payment_id", "=", paymentId)
        .orderBy("last_seen_at", "desc")
        .limit(20)
        .execute(),
      findSuspense(db, paymentId),
      listMailsOf(db, { paymentId }, most),
      findCasesAbout(db, { paymentId }),
      findRefundDraft(db, { paymentId }),
      db.selectFrom("refund_drafts").select("id").where("payment_id", "=", paymentId).limit(most).execute(),
    ]);
  const audit = await findAudit(db, [
    paymentId,
    ...enrollments.map((row) => row.id),
    ...deliveries.map((row) => row.id),
    ...drafts.map((row) => row.id),
  ]);
  const people = await findNames(db, [
    ...audit.map((row) => row.actor_id),
    ...evidence.map((row) => row.actor_id),
    ...exceptions.flatMap((row) => row.history.map((entry) => entry.by as string | null)),
  ]);
  const { idempotency_key: _, ...shown } = payment;
  return {
    payment: shown,
    attempts,
    evidence,
    deliveries,
    enrollments,
    exceptions,
    held,
    draft,
    audit,
    people,
    mails,
    cases,
  };
}

export type PaymentDetail = NonNullable<Awaited<ReturnType<typeof findPaymentDetail>>>;

async function findDeliveries(db: Db, paymentId: string) {
  const rows = await db
    .selectFrom("payment_webhooks")
    .select(["id", "gateway", "kind", "verdict", "status", "outcome", "seen_count", "attempts"])
    .select(["note", "last_error", "transaction_ref", "received_at", "last_seen_at", "raw_body"])
    .where("payment_id", "=", paymentId)
    .orderBy("received_at", "desc")
    .limit(most)
    .execute();
  return rows.map(({ raw_body, ...row }) => ({ ...row, body: maskBody(raw_body.toString("utf8")) }));
}

function findAudit(db: Db, subjectIds: string[]) {
  return db
    .selectFrom("audit_log")
    .select(["id", "at", "actor_type", "actor_id", "action", "before", "after", "reason", "request_id"])
    .where("subject_type", "in", ["payment", "enrollment", "delivery", "refund_draft"])
    .where("subject_id", "in", subjectIds)
    .orderBy("id", "desc")
    .limit(2 * most)
    .execute();
}

/** Names by user id, of those ids that are people's. */
async function findNames(db: Db, ids: Array<string | null | undefined>): Promise<Record<string, string>> {
  const userIds = [...new Set(ids.filter((id) => id?.startsWith("usr_")))] as string[];
  if (userIds.length === 0) return {};
  const rows = await db.selectFrom("users").select(["id", "name"]).where("id", "in", userIds).execute();
  return Object.fromEntries(rows.map((row) => [row.id, row.name]));
}
