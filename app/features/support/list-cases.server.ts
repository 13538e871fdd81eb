import { sql } from "kysely";
import { isCutShort, searchPeople } from "#app/features/people/search-people.server.ts";
import { type AskedCases, type CaseFilters, caseList } from "#app/features/support/case-list.ts";
import type { Db } from "#app/lib/db.server.ts";
import { readDetailedPage, readDetailedRows } from "#app/lib/read-list.server.ts";
import { startOfDay } from "#app/lib/zone-day.server.ts";

export const pageSize = 50;

/** Who asks (`mine` are theirs), and by whose days. */
interface Asker {
  staffId: string;
  timeZone: string;
}

/** One page of cases, last moved first unless another order is asked for, and how many there are. */
export async function listCases(db: Db, asked: AskedCases, asker: Asker) {
  const filtered = await filterCases(db, asked.filters, asker);
  return readDetailedPage(db, filtered, caseList, asked, pageSize, (ids) => findDetails(db, ids));
}

/** All of them, in batches, for the export. */
export async function readCases(db: Db, asked: AskedCases, asker: Asker) {
  const filtered = await filterCases(db, asked.filters, asker);
  return readDetailedRows(filtered, caseList, asked.sort, (ids) => findDetails(db, ids));
}

export type CaseListRow = Awaited<ReturnType<typeof listCases>>["rows"][number];

function findDetails(db: Db, ids: string[]) {
  return db
    .selectFrom("support_cases as k")
    .innerJoin("users as u", "u.id", "k.student_id")
    .leftJoin("users as a", "a.id", "k.assignee_id")
    .select(["k.id", "k.subject", "k.status", "k.awaits", "k.origin", "k.payment_id"])
    .select(["k.created_at", "k.updated_at", "k.resolved_at"])
    .select(["u.name as student", "u.email", "a.name as assignee"])
    .where(sql<boolean>`k.id = any(${ids})`)
    .execute();
}

async function filterCases(db: Db, filters: CaseFilters, { staffId, timeZone }: Asker) {
  const { q, status, who, payment, student, from, to } = filters;
  const people = q && !/^(cas|pay)_/.test(q) ? await searchPeople(db, q) : null;
  // Theirs are found first: left to choose, the planner walks through everybody's in the asked order until it meets them.
  const theirs = db
    .with(
      (cte) => cte("theirs").materialized(),
      (qb) => qb.selectFrom("support_cases").selectAll().where(sql<boolean>`student_id = any(${people})`),
    )
    .selectFrom("theirs as k");
  let query = people ? theirs : db.selectFrom("support_cases as k");
  if (status !== "all") query = query.where("k.status", "=", status === "resolved" ? "resolved" : "open");
  if (status === "school" || status === "student") query = query.where("k.awaits", "=", status);
  if (who === "mine") query = query.where("k.assignee_id", "=", staffId);
  // Also what lies with somebody who works on no cases any more. Looked up by row: the planner may not walk all people.
  if (who === "unassigned")
    query = query.where(
      sql<boolean>`coalesce((select a.role from users a where a.id = k.assignee_id), 'student') in ('student', 'auditor')`,
    );
  if (payment) query = query.where("k.payment_id", "=", payment);
  if (student) query = query.where("k.student_id", "=", student);
  if (from) query = query.where("k.created_at", ">=", startOfDay(from, 0, timeZone));
  if (to) query = query.where("k.created_at", "<", startOfDay(to, 1, timeZone));
  if (q?.startsWith("cas_")) query = query.where("k.id", "=", q);
  if (q?.startsWith("pay_")) query = query.where("k.payment_id", "=", q);
  return { query, cut: isCutShort(people) };
}
