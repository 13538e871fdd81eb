import { sql } from "kysely";
import { mailRows } from "#app/features/mail/list-mails.server.ts";
import { type AskedMails, type MailFilters, mailList } from "#app/features/mail/mail-list.ts";
import { isCutShort, searchPeople } from "#app/features/people/search-people.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { readDetailedPage, readDetailedRows } from "#app/lib/read-list.server.ts";
import { startOfDay } from "#app/lib/zone-day.server.ts";

export const pageSize = 50;

/** One page of all mail, newest first unless asked otherwise, and how many there are. Days are those of `timeZone`. */
export async function listMails(db: Db, asked: AskedMails, timeZone: string) {
  const filtered = await filterMails(db, asked.filters, timeZone);
  return readDetailedPage(db, filtered, mailList, asked, pageSize, (ids) => findDetails(db, ids));
}

/** All of them, in batches, for the export. */
export async function readMails(db: Db, asked: AskedMails, timeZone: string) {
  const filtered = await filterMails(db, asked.filters, timeZone);
  return readDetailedRows(filtered, mailList, asked.sort, (ids) => findDetails(db, ids));
}

export type ListedMail = Awaited<ReturnType<typeof listMails>>["rows"][number];

const findDetails = (db: Db, ids: string[]) =>
  mailRows(db)
    .innerJoin("users as u", "u.id", "m.user_id")
    .select("u.name")
    .where(sql<boolean>`m.id = any(${ids})`)
    .execute();

async function filterMails(db: Db, filters: MailFilters, timeZone: string) {
  const { q, state, kind, from, to } = filters;
  const people = q && !/^(mal|pay|cas)_/.test(q) ? await searchPeople(db, q) : null;
  // Theirs are found first: left to choose, the planner walks through everybody's until it meets them.
  const theirs = db
    .with(
      (cte) => cte("theirs").materialized(),
      (qb) => qb.selectFrom("mails").selectAll().where(sql<boolean>`user_id = any(${people})`),
    )
    .selectFrom("theirs as m");
  let query = people ? theirs : db.selectFrom("mails as m");
  if (state) query = query.where("m.state", "=", state);
  if (kind) query = query.where("m.kind", "=", kind);
  if (from) query = query.where("m.created_at", ">=", startOfDay(from, 0, timeZone));
  if (to) query = query.where("m.created_at", "<", startOfDay(to, 1, timeZone));
  if (q?.startsWith("mal_")) query = query.where("m.id", "=", q);
  if (q?.startsWith("pay_")) query = query.where("m.payment_id", "=", q);
  if (q?.startsWith("cas_")) query = query.where("m.case_id", "=", q);
  return { query, cut: isCutShort(people) };
}
