import { sql } from "kysely";
import { type MailRequest, requestMails } from "#app/features/mail/request-mail.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { wake } from "#app/lib/wake.server.ts";
import { liveEnrollmentStatuses } from "#db/schema.ts";

export type Followed = { outcome: "requested" | "known" | "not_due" };

/** How long a failed payment is left to the student before a mail speaks of it, milliseconds. */
export const failureGraceMs = 30 * 60_000;

/** Payments succeeded: a receipt each, once, whatever happens to the payment later. How many are new. */
export async function followSuccesses(db: Db, paymentIds: readonly string[]): Promise<number> {
  const payments = await db
    .selectFrom("payments")
    .select(["id", "student_id"])
    .where("id", "in", paymentIds)
    .where("captured_minor", "<>", 0)
    .execute();
  const asked = await ask(
    db,
    payments.map((payment) => ({
      kind: "receipt",
      userId: payment.student_id,
      paymentId: payment.id,
      dedupeKey: `receipt:${payment.id}`,
    })),
  );
  return asked.filter(({ outcome }) => outcome === "requested").length;
}

/**
 * A payment failed, half an hour ago. Most people try again at once and need no mail: one is written only if nothing
 * was paid, held or started for the course since, and no such mail went to them about it within a day.
 */
export async function followFailure(db: Db, paymentId: string): Promise<Followed> {
  const { rows } = await sql<{ student_id: string }>`
    select p.student_id from payments p
    where p.id = ${paymentId} and p.status in ('failed', 'expired') and p.captured_minor = 0
      and not exists (select from payments o where o.student_id = p.student_id and o.course_id = p.course_id and o.id <> p.id
        and (o.captured_minor > 0 or o.status in ('created', 'redirected', 'pending', 'needs_review') or o.created_at > p.created_at))
      and not exists (select from enrollments e where e.student_id = p.student_id and e.course_id = p.course_id
        and e.status = any(${[...liveEnrollmentStatuses]}::text[]))
      and not exists (select from mails m join payments mp on mp.id = m.payment_id
        where m.user_id = p.student_id and m.kind = 'payment_failed' and mp.course_id = p.course_id
          and m.created_at > now() - interval '1 day')`.execute(db);
  const payment = rows[0];
  if (!payment) return { outcome: "not_due" };
  const [asked] = await ask(db, [
    {
      kind: "payment_failed",
      userId: payment.student_id,
      paymentId,
      dedupeKey: `payment_failed:${paymentId}`,
    },
  ]);
  return { outcome: asked!.outcome };
}

/** Money went back: its student is told, once for each sum that has gone back in all. */
export async function followRefund(db: Db, paymentId: string): Promise<Followed> {
  const payment = await db
    .selectFrom("payments")
    .select(["student_id", "refunded_minor"])
    .where("id", "=", paymentId)
    .where("captured_minor", ">", 0)
    .where("refunded_minor", ">", 0)
    .executeTakeFirst();
  if (!payment) return { outcome: "not_due" };
  const [asked] = await ask(db, [
    {
      kind: "refund_made",
      userId: payment.student_id,
      paymentId,
      dedupeKey: `refund_made:${paymentId}:${payment.refunded_minor}`,
    },
  ]);
  return { outcome: asked!.outcome };
}

async function ask(db: Db, requests: readonly MailRequest[]) {
  const asked = await db.transaction().execute((trx) => requestMails(trx, requests));
  wake("outbox");
  return asked;
}
