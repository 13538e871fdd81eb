import { type CaseColumn, type CaseFilters, caseList } from "#app/features/support/case-list.ts";
import { countRows } from "#app/lib/count-rows.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import type { Asked } from "#app/lib/list.ts";
import { readListPage, wholeList } from "#app/lib/read-list.server.ts";

export const pageSize = 50;

/** One page of cases, last moved first, and how many there are; `staffId` is whose "mine" are. */
export async function listCases(db: Db, asked: Asked<CaseFilters, CaseColumn>, staffId: string) {
  const filtered = filterCases(db, asked.filters, staffId);
  const detailed = filtered
    .innerJoin("users as u", "u.id", "k.student_id")
    .leftJoin("users as a", "a.id", "k.assignee_id")
    .select(["k.id", "k.subject", "k.status", "k.awaits", "k.origin", "k.created_at", "k.updated_at"])
    .select(["u.name as student", "a.name as assignee"]);
  const page = await readListPage(detailed, caseList, asked, pageSize);
  return { ...page, total: await countRows(db, filtered, wholeList(asked, page)) };
}

export type CaseListRow = Awaited<ReturnType<typeof listCases>>["rows"][number];

function filterCases(db: Db, filters: CaseFilters, staffId: string) {
  let query = db.selectFrom("support_cases as k");
  if (filters.status !== "all") query = query.where("k.status", "=", filters.status ?? "open");
  if (filters.who === "mine") query = query.where("k.assignee_id", "=", staffId);
  if (filters.who === "unassigned") query = query.where("k.assignee_id", "is", null);
  if (filters.payment) query = query.where("k.payment_id", "=", filters.payment);
  if (filters.student) query = query.where("k.student_id", "=", filters.student);
  return query;
}
