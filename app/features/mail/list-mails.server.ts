import type { Db } from "#app/lib/db.server.ts";
import type { MailKind, MailState } from "#db/schema.ts";

/** A mail as lists and timelines show it. Never its address, facts or links. */
export interface MailRow {
  id: string;
  kind: MailKind;
  state: MailState;
  subject: string | null;
  user_id: string;
  payment_id: string | null;
  enrollment_id: string | null;
  case_id: string | null;
  attempts: number;
  last_error: string | null;
  created_at: Date;
  sent_at: Date | null;
  /** The member of staff who asked for it. */
  requested_by_name: string | null;
}

/** The mails of one person, payment or case, newest first: for their timelines. */
export function listMailsOf(
  db: Db,
  of: { userId: string } | { paymentId: string } | { caseId: string },
  limit = 100,
): Promise<MailRow[]> {
  const query = mailRows(db).orderBy("m.created_at", "desc").orderBy("m.id", "desc").limit(limit);
  if ("userId" in of) return query.where("m.user_id", "=", of.userId).execute();
  if ("paymentId" in of) return query.where("m.payment_id", "=", of.paymentId).execute();
  return query.where("m.case_id", "=", of.caseId).execute();
}

/** One mail as staff read it: what it said without its private links, what was tried, and what came of it. */
export async function findMail(db: Db, mailId: string) {
  return mailRows(db)
    .innerJoin("users as u", "u.id", "m.user_id")
    .select(["u.name", "m.locale", "m.body_text", "m.sent_to", "m.message_id", "m.version", "m.updated_at"])
    .select(["m.handed_over_at", "m.resend_of"])
    .where("m.id", "=", mailId)
    .executeTakeFirst();
}

export type MailDetail = NonNullable<Awaited<ReturnType<typeof findMail>>>;

/** Mails with who asked for each; whoever calls says which. */
export function mailRows(db: Db) {
  return db
    .selectFrom("mails as m")
    .leftJoin("users as r", "r.id", "m.requested_by")
    .select(["m.id", "m.kind", "m.state", "m.subject", "m.user_id", "m.payment_id", "m.enrollment_id"])
    .select(["m.case_id", "m.attempts", "m.last_error", "m.created_at", "m.sent_at"])
    .select("r.name as requested_by_name");
}
