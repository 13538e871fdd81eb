import { sql } from "kysely";
import { type AuditFilters, auditList } from "#app/features/audit/audit-list.ts";
import { withNamed } from "#app/features/audit/find-named.server.ts";
import { subjectTypeOf } from "#app/features/audit/subject.ts";
import { countedWithin, countRows } from "#app/lib/count-rows.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import type { Asked } from "#app/lib/list.ts";
import { readListBatches, readListPage, wholeList } from "#app/lib/read-list.server.ts";
import { startOfDay } from "#app/lib/zone-day.server.ts";

const pageSize = 50;
const mostActors = 50;
const mostActions = 300;
/** An entry by its own number, as the check of the seals names it. */
const entryNumber = /^\d{1,15}$/;

type AskedAudit = Asked<AuditFilters>;

/** One page of the audit log, and how many entries there are. */
export async function listAudit(db: Db, asked: AskedAudit, timeZone: string) {
  const { query: filtered, cut } = await filterAudit(db, asked.filters, timeZone);
  const page = await readListPage(withActors(filtered), auditList, asked, pageSize);
  const [rows, total] = await Promise.all([
    withNamed(db, page.rows),
    countRows(db, filtered, wholeList(asked, page)),
  ]);
  return { ...page, rows, total: countedWithin(total, cut) };
}

/** All of them, in batches, for the export. */
export async function readAudit(db: Db, asked: AskedAudit, timeZone: string) {
  const { query, cut } = await filterAudit(db, asked.filters, timeZone);
  return { cut, batches: readListBatches(withActors(query), auditList, asked.sort) };
}

export type AuditRow = Awaited<ReturnType<typeof listAudit>>["rows"][number];
/** One as a file has it: ids are what other programs know. */
export type AuditFileRow = Omit<AuditRow, "named" | "about">;

/** Every action that ever was: one step of the index each, however long the log is. */
export async function findActions(db: Db): Promise<string[]> {
  const { rows } = await sql<{ action: string }>`
    with recursive actions as (
      (select action from audit_log order by action limit 1)
      union all
      select (select l.action from audit_log l where l.action > a.action order by l.action limit 1) from actions a where a.action is not null)
    select action from actions where action is not null limit ${mostActions}`.execute(db);
  return rows.map((row) => row.action);
}

function withActors(filtered: Awaited<ReturnType<typeof filterAudit>>["query"]) {
  return filtered
    .leftJoin("users as u", "u.id", "l.actor_id")
    .select(sql<string>`l.id::text`.as("id"))
    .select(["l.at", "l.actor_type", "l.actor_id", "l.action", "l.subject_type", "l.subject_id"])
    .select(["l.before", "l.after", "l.reason", "l.request_id", "l.delivery_id", "u.name as actor_name"]);
}

async function filterAudit(db: Db, filters: AuditFilters, timeZone: string) {
  const { q, actor, action, from, to } = filters;
  let query = db.selectFrom("audit_log as l");
  if (actor) query = query.where("l.actor_type", "=", actor);
  if (action) query = query.where("l.action", "=", action);
  if (from) query = query.where("l.at", ">=", startOfDay(from, 0, timeZone));
  if (to) query = query.where("l.at", "<", startOfDay(to, 1, timeZone));
  if (!q) return { query, cut: false };
  const type = subjectTypeOf(q);
  const actors = q.includes("@") ? await findActors(db, q) : [q];
  const theirs = query.where((eb) =>
    eb.or([
      sql<boolean>`l.actor_id = any(${actors})`,
      ...(entryNumber.test(q) ? [eb("l.id", "=", Number(q))] : []),
      ...(type ? [eb.and([eb("l.subject_type", "=", type), eb("l.subject_id", "=", q)])] : []),
    ]),
  );
  return { query: theirs, cut: actors.length >= mostActors };
}

/** Whose address begins so. */
async function findActors(db: Db, email: string): Promise<string[]> {
  const rows = await db
    .selectFrom("users")
    .select("id")
    .where("search_email", "like", `${email.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`)
    .limit(mostActors)
    .execute();
  return rows.map((row) => row.id);
}
