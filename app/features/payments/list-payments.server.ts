import { sql } from "kysely";
import { openStatuses } from "#app/features/payments/payment.ts";
import { type PaymentColumn, type PaymentFilters, paymentList } from "#app/features/payments/payment-list.ts";
import { findSearchTargets } from "#app/features/payments/search-payments.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import type { Asked } from "#app/lib/list.ts";
import { readDetailedPage, readDetailedRows } from "#app/lib/read-list.server.ts";
import { startOfDay } from "#app/lib/zone-day.server.ts";

export const pageSize = 50;

type AskedPayments = Asked<PaymentFilters, PaymentColumn>;

/** One page of payments with what the table draws, and how many there are. Days are those of `timeZone`. */
export async function listPayments(db: Db, asked: AskedPayments, timeZone: string) {
  const filtered = await filterPayments(db, asked.filters, timeZone);
  return readDetailedPage(db, filtered, paymentList, asked, pageSize, (ids) =>
    findDetails(db, ids, asked.columns),
  );
}

/** All of them, in batches, for the export. */
export async function readPayments(db: Db, asked: AskedPayments, timeZone: string) {
  const filtered = await filterPayments(db, asked.filters, timeZone);
  return readDetailedRows(filtered, paymentList, asked.sort, (ids) => findDetails(db, ids, asked.columns));
}

export type PaymentListRow = Awaited<ReturnType<typeof listPayments>>["rows"][number];

function findDetails(db: Db, ids: string[], columns: readonly PaymentColumn[]) {
  return db
    .selectFrom("payments as p")
    .innerJoin("users as u", "u.id", "p.student_id")
    .innerJoin("courses as c", "c.id", "p.course_id")
    .select(["p.id", "p.status", "p.amount_minor", "p.currency", "p.gateway"])
    .select(["p.captured_minor", "p.refunded_minor"])
    .select(["p.created_at", "p.completed_at", "p.updated_at"])
    .select(["u.name as student", "u.email", "c.title as course"])
    .select(
      columns.includes("reference")
        ? sql<string | null>`(select coalesce(a.gateway_transaction_ref, a.gateway_order_ref)
            from payment_attempts a where a.payment_id = p.id order by a.number desc limit 1)`.as("reference")
        : sql<string | null>`null`.as("reference"),
    )
    .where(sql<boolean>`p.id = any(${ids})`)
    .execute();
}

async function filterPayments(db: Db, filters: PaymentFilters, timeZone: string) {
  const { q, status, gateway, currency, course, from, to, paidFrom, paidTo } = filters;
  let query = db.selectFrom("payments as p");
  if (status === "open") query = query.where("p.status", "in", openStatuses);
  else if (status === "reached")
    query = query.where(
      sql<boolean>`exists (select from payment_attempts a where a.payment_id = p.id and a.gateway_order_ref is not null)`,
    );
  else if (status === "captured") query = query.where("p.captured_minor", ">", 0);
  else if (status === "uncollected") query = query.where("p.captured_minor", "=", 0);
  else if (status) query = query.where("p.status", "=", status);
  if (gateway) query = query.where("p.gateway", "=", gateway);
  if (currency) query = query.where("p.currency", "=", currency);
  if (course) query = query.where("p.course_id", "=", course);
  if (from) query = query.where("p.created_at", ">=", startOfDay(from, 0, timeZone));
  if (to) query = query.where("p.created_at", "<", startOfDay(to, 1, timeZone));
  if (paidFrom) query = query.where("p.completed_at", ">=", startOfDay(paidFrom, 0, timeZone));
  if (paidTo) query = query.where("p.completed_at", "<", startOfDay(paidTo, 1, timeZone));
  if (!q) return { query, cut: false };
  const { paymentIds, studentIds, cut } = await findSearchTargets(db, q);
  // "any", not "in": a list may be empty. One of them alone is answered by its index, both together are not.
  const isOne = sql<boolean>`p.id = any(${paymentIds})`;
  const isTheirs = sql<boolean>`p.student_id = any(${studentIds})`;
  if (paymentIds.length === 0) query = query.where(isTheirs);
  else query = query.where(studentIds.length === 0 ? isOne : sql<boolean>`(${isOne} or ${isTheirs})`);
  return { query, cut };
}
