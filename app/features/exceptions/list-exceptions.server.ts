import { sql } from "kysely";
import {
  type AskedExceptions,
  type ExceptionFilters,
  exceptionList,
  urgencyOf,
} from "#app/features/exceptions/exception-list.ts";
import { isCutShort, searchPeople } from "#app/features/people/search-people.server.ts";
import { mostCounted } from "#app/lib/count-rows.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { readDetailedPage, readDetailedRows } from "#app/lib/read-list.server.ts";
import { startOfDay } from "#app/lib/zone-day.server.ts";
import { type ExceptionKind, exceptionKinds } from "#db/schema.ts";

export const pageSize = 50;

/** One page of exceptions, the most urgent kind first unless another order is asked for, and how many there are. */
export async function listExceptions(db: Db, asked: AskedExceptions, timeZone: string) {
  const filtered = await filterExceptions(db, asked.filters, timeZone);
  return readDetailedPage(db, filtered, exceptionList, asked, pageSize, (ids) => findDetails(db, ids));
}

/** All of them, in batches, for the export. */
export async function readExceptions(db: Db, asked: AskedExceptions, timeZone: string) {
  const filtered = await filterExceptions(db, asked.filters, timeZone);
  return readDetailedRows(filtered, exceptionList, asked.sort, (ids) => findDetails(db, ids));
}

export type ExceptionListRow = Awaited<ReturnType<typeof listExceptions>>["rows"][number];

/** Of each kind in this state that there is, the most urgent first: how many, at most 1,000, and since when the oldest. */
export async function countKinds(
  db: Db,
  status: ExceptionFilters["status"],
): Promise<Array<{ kind: ExceptionKind; count: number; oldestAt: Date }>> {
  const { rows } = await sql<{ kind: ExceptionKind; count: number; oldestAt: Date }>`
    select k.kind, n.count, n.oldest as "oldestAt"
    from unnest(${[...exceptionKinds]}::text[]) with ordinality as k (kind, place)
    cross join lateral (select count(*)::int as count, min(first_seen_at) as oldest from (
      select x.first_seen_at from exceptions x where x.urgency = k.place and ${inState(status)}
      order by x.first_seen_at limit ${mostCounted}) few) n
    where n.count > 0 order by k.place`.execute(db);
  return rows;
}

const inState = (status: ExceptionFilters["status"]) =>
  status === "all" ? sql<boolean>`true` : sql<boolean>`x.status = ${sql.lit(status ?? "open")}`;

function findDetails(db: Db, ids: string[]) {
  return db
    .selectFrom("exceptions as x")
    .leftJoin("users as u", "u.id", "x.student_id")
    .leftJoin("courses as c", "c.id", "x.course_id")
    .leftJoin("payments as p", "p.id", "x.payment_id")
    .select(["x.id", "x.kind", "x.severity", "x.status", "x.facts", "x.occurrences"])
    .select(["x.first_seen_at", "x.last_seen_at", "x.resolved_at", "x.resolution", "x.payment_id"])
    .select(["u.name as student", "u.email", "c.title as course", "p.amount_minor", "p.currency"])
    .where(sql<boolean>`x.id = any(${ids})`)
    .execute();
}

async function filterExceptions(db: Db, filters: ExceptionFilters, timeZone: string) {
  const { q, status, kind, severity, from, to } = filters;
  const people = q && !/^(exc|pay|whk)_/.test(q) ? await searchPeople(db, q) : null;
  // Theirs are found first: left to choose, the planner walks through everybody's in the asked order until it meets them.
  const all = db
    .with(
      (cte) => cte("theirs").materialized(),
      (qb) => qb.selectFrom("exceptions").selectAll().where(sql<boolean>`student_id = any(${people})`),
    )
    .selectFrom("theirs as x");
  let query = (people ? all : db.selectFrom("exceptions as x")).where(inState(status));
  if (kind) query = query.where("x.urgency", "=", urgencyOf(kind));
  if (severity) query = query.where("x.severity", "=", severity);
  if (from) query = query.where("x.first_seen_at", ">=", startOfDay(from, 0, timeZone));
  if (to) query = query.where("x.first_seen_at", "<", startOfDay(to, 1, timeZone));
  if (q?.startsWith("exc_")) query = query.where("x.id", "=", q);
  if (q?.startsWith("pay_")) query = query.where("x.payment_id", "=", q);
  if (q?.startsWith("whk_")) query = query.where("x.delivery_id", "=", q);
  return { query, cut: isCutShort(people) };
}
