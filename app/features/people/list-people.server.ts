import { sql } from "kysely";
import { type PeopleColumn, type PeopleFilters, peopleList } from "#app/features/people/people-list.ts";
import { isCutShort, searchPeople } from "#app/features/people/search-people.server.ts";
import { countedWithin, countRows, estimateCount } from "#app/lib/count-rows.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import type { Asked } from "#app/lib/list.ts";
import { inOrder, readListBatches, readListPage, wholeList } from "#app/lib/read-list.server.ts";
import { startOfDay } from "#app/lib/zone-day.server.ts";

export const pageSize = 50;

/** Up to here the people of a filter are looked up one by one; beyond it they are so many that the list meets them soon. */
const fewPeople = 2_000;

type AskedPeople = Asked<PeopleFilters, PeopleColumn>;

/** One page of people and how many there are. A search in the usual order gives the best matches, best first. */
export async function listPeople(db: Db, asked: AskedPeople, timeZone: string) {
  const found = asked.filters.q ? await searchPeople(db, asked.filters.q) : null;
  const { query: filtered, isMany } = await filterPeople(db, asked.filters, timeZone, found);
  if (found && isUsualOrder(asked)) {
    const rows = await withDetails(filtered)
      .orderBy(sql`array_position(${found}::text[], u.id)`)
      .limit(pageSize)
      .execute();
    const total = await countRows(db, filtered, rows.length < pageSize ? rows.length : null);
    const keyed = rows.map((row) => ({
      ...row,
      key: { values: [row.created_at.toISOString()], id: row.id },
    }));
    return {
      rows: keyed,
      newer: null,
      older: null,
      total: countedWithin(total, isCutShort(found)),
    };
  }
  const page = await readListPage(withDetails(filtered), peopleList, asked, pageSize);
  const whole = wholeList(asked, page);
  const total = isMany && onlyBy(asked.filters) ? await estimateCount(db, filtered, fewPeople) : null;
  const counted = total ?? (await countRows(db, inOrder(filtered, peopleList, asked.sort), whole));
  return { ...page, total: countedWithin(counted, isCutShort(found)) };
}

/** All of them, in batches, for the export. */
export async function readPeople(db: Db, asked: AskedPeople, timeZone: string) {
  const found = asked.filters.q ? await searchPeople(db, asked.filters.q) : null;
  const { query } = await filterPeople(db, asked.filters, timeZone, found);
  const batches = readListBatches(withDetails(query), peopleList, asked.sort);
  return { cut: isCutShort(found), batches };
}

export type PeopleListRow = Awaited<ReturnType<typeof listPeople>>["rows"][number];

const isUsualOrder = (asked: AskedPeople) =>
  asked.sort.name === peopleList.sort.name && asked.sort.descending && !asked.before && !asked.after;

/** Whether nothing but an open case or waiting is asked for. */
const onlyBy = ({ case: _, waiting, ...others }: PeopleFilters) => Object.values(others).every((one) => !one);

type Filtered = Awaited<ReturnType<typeof filterPeople>>["query"];

const withDetails = (filtered: Filtered) =>
  filtered.select(["u.id", "u.name", "u.email", "u.phone", "u.role", "u.locale", "u.created_at"]);

/** `isMany`: the people with a case, or who wait, were too many to be named. */
async function filterPeople(db: Db, filters: PeopleFilters, timeZone: string, found: string[] | null) {
  const { role, from, to } = filters;
  let query = db.selectFrom("users as u").where("u.merged_into", "is", null);
  if (found) query = query.where(sql<boolean>`u.id = any(${found})`);
  // The index of staff knows "not a student" only when it is said.
  if (role === "student") query = query.where("u.role", "=", "student");
  else if (role) query = query.where("u.role", "=", role).where("u.role", "<>", "student");
  if (from) query = query.where("u.created_at", ">=", startOfDay(from, 0, timeZone));
  if (to) query = query.where("u.created_at", "<", startOfDay(to, 1, timeZone));
  let isMany = false;
  if (filters.case) {
    const open = await among(
      db,
      sql`select distinct student_id from support_cases where status = 'open'`,
      sql`select 1 from support_cases c where c.student_id = u.id and c.status = 'open'`,
    );
    query = query.where(open.condition);
    isMany = open.isMany;
  }
  if (filters.waiting) {
    const waits = await among(
      db,
      sql`select distinct student_id from enrollments where status in ('requested','pending_approval')`,
      sql`select 1 from enrollments e where e.student_id = u.id and e.status in ('requested','pending_approval')`,
    );
    query = query.where(waits.condition);
    // Both at once are fewer than either: they are counted.
    isMany = waits.isMany && !filters.case;
  }
  return { query, isMany };
}

/** Few are named one by one; many are asked of each person the list comes to. */
async function among(db: Db, all: ReturnType<typeof sql>, isOne: ReturnType<typeof sql>) {
  const { rows } = await sql<{ student_id: string }>`select * from (${all}) a limit ${fewPeople + 1}`.execute(
    db,
  );
  const isMany = rows.length > fewPeople;
  const named = sql<boolean>`u.id = any(${rows.map((row) => row.student_id)})`;
  return { isMany, condition: isMany ? sql<boolean>`exists (${isOne})` : named };
}
