import { sql } from "kysely";
import { type AskedRefunds, type RefundFilters, refundList } from "#app/features/payments/refund-list.ts";
import { findSearchTargets } from "#app/features/payments/search-payments.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { readDetailedPage, readDetailedRows } from "#app/lib/read-list.server.ts";
import { startOfDay } from "#app/lib/zone-day.server.ts";

export const pageSize = 50;

/**
 * One page of the refunds to be made, the latest first unless asked otherwise, and how many there are: money that a
 * decision owes a student and that the gateway still holds; nothing here sends it. Days are those of `timeZone`.
 */
export async function listRefunds(db: Db, asked: AskedRefunds, timeZone: string) {
  const filtered = await filterRefunds(db, asked.filters, timeZone);
  return readDetailedPage(db, filtered, refundList, asked, pageSize, (ids) => findDetails(db, ids));
}

/** All of them, in batches, for the export. */
export async function readRefunds(db: Db, asked: AskedRefunds, timeZone: string) {
  const filtered = await filterRefunds(db, asked.filters, timeZone);
  return readDetailedRows(filtered, refundList, asked.sort, (ids) => findDetails(db, ids));
}

export type RefundListRow = Awaited<ReturnType<typeof listRefunds>>["rows"][number];

/** How many there are, at most `most`, and since when the longest waits. */
export async function countRefundsToMake(
  db: Db,
  most: number,
): Promise<{ count: number; oldestAt: Date | null }> {
  const rows = await owed(db).select("d.created_at").orderBy("d.created_at").limit(most).execute();
  return { count: rows.length, oldestAt: rows[0]?.created_at ?? null };
}

function findDetails(db: Db, ids: string[]) {
  return (
    db
      .selectFrom("refund_drafts as d")
      .innerJoin("payments as p", "p.id", "d.payment_id")
      .innerJoin("users as u", "u.id", "p.student_id")
      .innerJoin("courses as c", "c.id", "p.course_id")
      .leftJoin("users as s", "s.id", "d.created_by")
      .select(["d.id", "d.payment_id", "d.currency", "d.reason", "d.created_at"])
      .select(["u.name as student", "u.email", "c.title as course", "p.gateway", "s.name as created_by_name"])
      // Never more than the gateway still holds.
      .select(sql<number>`least(d.amount_minor, p.captured_minor - p.refunded_minor)`.as("amount_minor"))
      // The gateway's own number of the transaction, to find it there.
      .select(
        sql<string | null>`(select coalesce(a.gateway_transaction_ref, a.gateway_order_ref)
        from payment_attempts a where a.payment_id = p.id order by a.gateway_transaction_ref is null, a.number desc limit 1)`.as(
          "reference",
        ),
      )
      .where(sql<boolean>`d.id = any(${ids})`)
      .execute()
  );
}

async function filterRefunds(db: Db, filters: RefundFilters, timeZone: string) {
  const { q, gateway, currency, course, from, to } = filters;
  let query = owed(db);
  if (gateway) query = query.where("p.gateway", "=", gateway);
  if (currency) query = query.where("d.currency", "=", currency);
  if (course) query = query.where("p.course_id", "=", course);
  if (from) query = query.where("d.created_at", ">=", startOfDay(from, 0, timeZone));
  if (to) query = query.where("d.created_at", "<", startOfDay(to, 1, timeZone));
  if (!q) return { query, cut: false };
  if (q.startsWith("rfd_")) return { query: query.where("d.id", "=", q), cut: false };
  const { paymentIds, studentIds, cut } = await findSearchTargets(db, q);
  // Of those few people's payments each is looked up; the planner may not walk through all drafts until it meets them.
  const theirs = query.where(
    sql<boolean>`d.payment_id = any(array(select unnest(${paymentIds}::text[]) union
      select id from payments where student_id = any(${studentIds})))`,
  );
  return { query: theirs, cut };
}

/** A draft whose money went back already, at the gateway, waits for nobody; one in dispute waits for the bank. */
function owed(db: Db) {
  return db
    .selectFrom("refund_drafts as d")
    .innerJoin("payments as p", "p.id", "d.payment_id")
    .where("d.status", "=", "draft")
    .where("p.status", "not in", ["refunded", "voided", "disputed", "lost"])
    .where(sql<boolean>`p.captured_minor > p.refunded_minor`);
}
