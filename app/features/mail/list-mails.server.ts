import { sql } from "kysely";
import type { Db } from "#app/lib/db.server.ts";
import { type Keyset, type KeysetPage, keysetPage } from "#app/lib/keyset.ts";
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

export interface MailFilters {
  /** A person, a payment or a mail by its id, a person by their whole e-mail address. */
  search: string;
  state: MailState | null;
  kind: MailKind | null;
  before: Keyset | null;
  after: Keyset | null;
}

export type ListedMail = MailRow & { name: string; key: Keyset };

/** One page of all mail, newest first. */
export async function listMails(db: Db, filters: MailFilters, size = 50): Promise<KeysetPage<ListedMail>> {
  const { search, state, kind, before, after } = filters;
  const direction = after ? "asc" : "desc";
  let query = mailRows(db)
    .innerJoin("users as u", "u.id", "m.user_id")
    .select("u.name")
    .select(
      sql<string>`to_char(m.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as("exact_at"),
    )
    .orderBy("m.created_at", direction)
    .orderBy("m.id", direction)
    .limit(size + 1);
  if (state) query = query.where("m.state", "=", state);
  if (kind) query = query.where("m.kind", "=", kind);
  if (search.startsWith("pay_")) query = query.where("m.payment_id", "=", search);
  else if (search.startsWith("mal_")) query = query.where("m.id", "=", search);
  else if (search.startsWith("usr_")) query = query.where("m.user_id", "=", search);
  else if (search) query = query.where("u.email", "=", search);
  const start = before ?? after;
  if (start) {
    const compare = before ? sql`<` : sql`>`;
    query = query.where(
      sql<boolean>`(m.created_at, m.id) ${compare} (${start.values[0]}::timestamptz, ${start.id})`,
    );
  }
  const rows = await query.execute();
  const keyed = rows.map(({ exact_at, ...row }) => ({ ...row, key: { values: [exact_at], id: row.id } }));
  return keysetPage(keyed, size, filters);
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

function mailRows(db: Db) {
  return db
    .selectFrom("mails as m")
    .leftJoin("users as r", "r.id", "m.requested_by")
    .select(["m.id", "m.kind", "m.state", "m.subject", "m.user_id", "m.payment_id", "m.enrollment_id"])
    .select(["m.case_id", "m.attempts", "m.last_error", "m.created_at", "m.sent_at"])
    .select("r.name as requested_by_name");
}
