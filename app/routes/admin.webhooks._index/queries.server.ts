import { sql } from "kysely";
import type { Db } from "#app/lib/db.server.ts";
import { keysetPage } from "#app/lib/keyset.ts";
import type { DeliveryFilters } from "./filters.ts";

export const pageSize = 50;

/** One page of deliveries, newest first, with what the table draws. */
export async function findDeliveries(db: Db, filters: DeliveryFilters) {
  const page = keysetPage(await read(db, filters), pageSize, filters);
  // Back at the newest rows: the first page is a whole one, and live.
  if (!filters.after || page.newer) return page;
  const first = { ...filters, after: null };
  return keysetPage(await read(db, first), pageSize, first);
}

export type DeliveryListRow = Awaited<ReturnType<typeof read>>[number];

async function read(db: Db, filters: DeliveryFilters) {
  const { search, gateway, status, outcome, verdict, before, after } = filters;
  const direction = after ? "asc" : "desc";
  let query = db
    .selectFrom("payment_webhooks")
    .select(["id", "gateway", "kind", "status", "outcome", "verdict", "seen_count", "attempts"])
    .select(["payment_id", "note", "last_error", "transaction_ref", "received_at"])
    .select(
      sql<string>`to_char(received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as("exact_at"),
    )
    .orderBy("received_at", direction)
    .orderBy("id", direction)
    .limit(pageSize + 1);
  if (gateway) query = query.where("gateway", "=", gateway);
  if (status) query = query.where("status", "=", status);
  if (outcome) query = query.where("outcome", "=", outcome);
  if (verdict) query = query.where("verdict", "=", verdict);
  if (search.startsWith("whk_"))
    query = query.where("id", ">=", search).where("id", "<=", search.padEnd(30, "z"));
  else if (search.startsWith("pay_")) query = query.where("payment_id", "=", search);
  else if (search) query = query.where("transaction_ref", "=", search);
  const start = before ?? after;
  if (start) {
    const compare = before ? sql`<` : sql`>`;
    query = query.where(sql<boolean>`(received_at, id) ${compare} (${start.at}::timestamptz, ${start.id})`);
  }
  const rows = await query.execute();
  return rows.map(({ exact_at, ...row }) => ({ ...row, key: { at: exact_at, id: row.id } }));
}
