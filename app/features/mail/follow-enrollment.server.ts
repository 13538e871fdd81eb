import { sql } from "kysely";
import type { Followed } from "#app/features/mail/follow-payment.server.ts";
import { type MailRequest, requestMail } from "#app/features/mail/request-mail.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { wake } from "#app/lib/wake.server.ts";

/** A decision can be taken back for 30 s: its mail waits a little longer, milliseconds. */
export const undoGraceMs = 35_000;

export interface DecisionEvent {
  decision: "approved" | "rejected" | "revoked";
  enrollmentId: string;
  version: number;
  /** The transaction that decided: its audit entry has the reason. */
  xid: string;
  reason?: string | null | undefined;
  payBy?: string | null | undefined;
}

/**
 * Staff decided: the student is told, unless the enrollment has moved on since (undone, decided anew, paid). One that
 * only came to another account, or got more time, stands as it was decided.
 */
export async function followDecision(db: Db, event: DecisionEvent): Promise<Followed> {
  const enrollment = await db
    .selectFrom("enrollments as e")
    .select(["e.id", "e.student_id", "e.course_id", "e.payment_id", "e.status", "e.version"])
    .select(["e.pay_by", "e.decided_version"])
    .where("e.id", "=", event.enrollmentId)
    .executeTakeFirst();
  if (!enrollment) return { outcome: "not_due" };
  const told = await findAudit(db, event);
  const stands = enrollment.decided_version === event.version && enrollment.status === told.status;
  if (enrollment.version > event.version && !stands) return { outcome: "not_due" };
  const about = {
    userId: enrollment.student_id,
    enrollmentId: enrollment.id,
    paymentId: enrollment.payment_id,
    dedupeKey: `enrollment_${event.decision}:${enrollment.id}:${event.version}`,
  };
  return ask(db, requestOf(event, about, enrollment, told));
}

type Told = { status: string | null; reason: string | null; payBy: string | null };

function requestOf(
  event: DecisionEvent,
  about: Pick<MailRequest, "userId" | "paymentId" | "dedupeKey"> & { enrollmentId: string },
  enrollment: { status: string; course_id: string; pay_by: Date | null },
  told: Told,
): MailRequest {
  if (event.decision !== "approved") {
    const reason = event.reason ?? told.reason;
    return { ...about, kind: `enrollment_${event.decision}`, facts: { reason } };
  }
  // Approved before the payment: the seat is theirs once it is paid.
  if (enrollment.status !== "active")
    return {
      ...about,
      kind: "pay_invitation",
      facts: {
        courseId: enrollment.course_id,
        payBy: enrollment.pay_by?.toISOString() ?? isoOf(event.payBy ?? told.payBy),
      },
    };
  return { ...about, kind: "enrollment_approved" };
}

async function findAudit(db: Db, event: DecisionEvent): Promise<Told> {
  const { rows } = await sql<{ status: string | null; reason: string | null; pay_by: string | null }>`
    select after->>'status' as status, reason, after->>'pay_by' as pay_by from audit_log
    where subject_type = 'enrollment' and subject_id = ${event.enrollmentId} and xid = ${event.xid}::xid8
      and action = ${`enrollment.${event.decision}`}
    order by id desc limit 1`.execute(db);
  const [row] = rows;
  return { status: row?.status ?? null, reason: row?.reason ?? null, payBy: row?.pay_by ?? null };
}

/** PostgreSQL's and our own ways to write a moment, as one. */
function isoOf(moment: string | null): string | null {
  const at = moment === null ? Number.NaN : Date.parse(moment);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

export interface OfferEvent {
  subjectId: string;
  version: number;
  userId: string;
  courseId: string;
  until?: string | null | undefined;
}

/** A seat became free for the next in line; who became part of another account meanwhile is told there. */
export async function followOffer(db: Db, offer: OfferEvent): Promise<Followed> {
  const until = isoOf(offer.until ?? null);
  if (until && Date.parse(until) < Date.now()) return { outcome: "not_due" };
  const person = await db
    .selectFrom("users")
    .select("merged_into")
    .where("id", "=", offer.userId)
    .executeTakeFirst();
  return ask(db, {
    kind: "waitlist_offer",
    userId: person?.merged_into ?? offer.userId,
    facts: { courseId: offer.courseId, until },
    dedupeKey: `waitlist_offer:${offer.subjectId}:${offer.version}`,
  });
}

/** Asks for one mail in a transaction of its own. */
export async function ask(db: Db, request: MailRequest): Promise<Followed> {
  const { outcome } = await db.transaction().execute((trx) => requestMail(trx, request));
  wake("outbox");
  return { outcome };
}
