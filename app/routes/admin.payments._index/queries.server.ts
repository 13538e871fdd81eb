import { sql } from "kysely";
import { openStatuses } from "#app/features/payments/payment.ts";
import type { Db } from "#app/lib/db.server.ts";
import { type KeysetPage, keysetPage } from "#app/lib/keyset.ts";
import type { PaymentFilters } from "./filters.ts";
import { findSearchTargets } from "./search.server.ts";

export const pageSize = 50;

/** One page of payments, newest first, with what the table draws. Days are those of `timeZone`. */
export async function findPayments(db: Db, filters: PaymentFilters, timeZone: string) {
  const { rows, newer, older } = await readPage(db, filters, timeZone);
  return {
    rows: rows.map((row) => ({
      id: row.id,
      key: row.key,
      status: row.status,
      amount: { minor: row.amount_minor, currency: row.currency },
      gateway: row.gateway,
      student: row.name,
      course: row.title,
      createdAt: row.created_at,
    })),
    newer,
    older,
  };
}

export type PaymentListRow = Awaited<ReturnType<typeof findPayments>>["rows"][number];

type Row = Awaited<ReturnType<typeof read>>[number];

async function readPage(db: Db, filters: PaymentFilters, timeZone: string): Promise<KeysetPage<Row>> {
  const targets = filters.search ? await findSearchTargets(db, filters.search) : null;
  const page = keysetPage(await read(db, filters, timeZone, targets), pageSize, filters);
  // Back at the newest rows: the first page is a whole one, and live.
  if (!filters.after || page.newer) return page;
  const first = { ...filters, after: null };
  return keysetPage(await read(db, first, timeZone, targets), pageSize, first);
}

async function read(
  db: Db,
  filters: PaymentFilters,
  timeZone: string,
  targets: { paymentIds: string[]; studentIds: string[] } | null,
) {
  const { status, gateway, currency, courseId, from, to, before, after } = filters;
  const direction = after ? "asc" : "desc";
  let query = db
    .selectFrom("payments as p")
    .innerJoin("users as u", "u.id", "p.student_id")
    .innerJoin("courses as c", "c.id", "p.course_id")
    .select(["p.id", "p.status", "p.amount_minor", "p.currency", "p.gateway", "p.created_at"])
    .select(["u.name", "c.title"])
    .select(
      sql<string>`to_char(p.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as("exact_at"),
    )
    .orderBy("p.created_at", direction)
    .orderBy("p.id", direction)
    .limit(pageSize + 1);
  if (status === "open") query = query.where("p.status", "in", openStatuses);
  else if (status === "captured") query = query.where("p.captured_minor", ">", 0);
  else if (status) query = query.where("p.status", "=", status);
  if (gateway) query = query.where("p.gateway", "=", gateway);
  if (currency) query = query.where("p.currency", "=", currency);
  if (courseId) query = query.where("p.course_id", "=", courseId);
  if (from) query = query.where("p.created_at", ">=", startOf(from, 0, timeZone));
  if (to) query = query.where("p.created_at", "<", startOf(to, 1, timeZone));
  if (targets)
    // "any", not "in": either list may be empty.
    query = query.where(
      sql<boolean>`(p.id = any(${targets.paymentIds}) or p.student_id = any(${targets.studentIds}))`,
    );
  const start = before ?? after;
  if (start) {
    const compare = before ? sql`<` : sql`>`;
    query = query.where(
      sql<boolean>`(p.created_at, p.id) ${compare} (${start.at}::timestamptz, ${start.id})`,
    );
  }
  const rows = await query.execute();
  return rows.map((row) => ({ ...row, key: { at: row.exact_at, id: row.id } }));
}

const startOf = (day: string, later: number, timeZone: string) =>
  sql<Date>`((${day}::date + ${sql.lit(later)})::timestamp at time zone ${timeZone})`;

/** What the filters offer: every course by title, every currency a course has a price in. */
export async function findFilterOptions(db: Db) {
  const [courses, currencies] = await Promise.all([
    db.selectFrom("courses").select(["id", "title"]).orderBy("title").limit(300).execute(),
    db.selectFrom("course_prices").select("currency").distinct().orderBy("currency").limit(50).execute(),
  ]);
  return { courses, currencies: currencies.map((row) => row.currency) };
}
