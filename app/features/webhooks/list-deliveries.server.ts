import { type DeliveryFilters, deliveryList } from "#app/features/webhooks/delivery-list.ts";
import { countRows } from "#app/lib/count-rows.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import type { Asked } from "#app/lib/list.ts";
import { readListBatches, readListPage, wholeList } from "#app/lib/read-list.server.ts";
import { startOfDay } from "#app/lib/zone-day.server.ts";

export const pageSize = 50;

type AskedDeliveries = Asked<DeliveryFilters>;

/** One page of deliveries with what the table draws, and how many there are. */
export async function listDeliveries(db: Db, asked: AskedDeliveries, timeZone: string) {
  const filtered = filterDeliveries(db, asked.filters, timeZone);
  const page = await readListPage(withDetails(filtered), deliveryList, asked, pageSize);
  return { ...page, total: await countRows(db, filtered, wholeList(asked, page)) };
}

/** All of them, in batches, for the export. */
export async function readDeliveries(db: Db, asked: AskedDeliveries, timeZone: string) {
  const filtered = filterDeliveries(db, asked.filters, timeZone);
  return { cut: false, batches: readListBatches(withDetails(filtered), deliveryList, asked.sort) };
}

export type DeliveryListRow = Awaited<ReturnType<typeof listDeliveries>>["rows"][number];

// Never the body or its headers: a list of them would be a way past the page that masks them.
function withDetails(filtered: ReturnType<typeof filterDeliveries>) {
  return filtered
    .select(["w.id", "w.gateway", "w.kind", "w.status", "w.outcome", "w.verdict", "w.seen_count"])
    .select(["w.attempts", "w.payment_id", "w.note", "w.last_error", "w.transaction_ref"])
    .select(["w.received_at", "w.processed_at", "w.gateway_silences"]);
}

function filterDeliveries(db: Db, filters: DeliveryFilters, timeZone: string) {
  const { q, gateway, status, outcome, verdict, from, to } = filters;
  let query = db.selectFrom("payment_webhooks as w");
  if (gateway) query = query.where("w.gateway", "=", gateway);
  if (status) query = query.where("w.status", "=", status);
  if (outcome) query = query.where("w.outcome", "=", outcome);
  if (verdict) query = query.where("w.verdict", "=", verdict);
  // The same thing by the table's own rule, and indexed.
  if (verdict === "bad_signature") query = query.where("w.status", "=", "rejected");
  if (from) query = query.where("w.received_at", ">=", startOfDay(from, 0, timeZone));
  if (to) query = query.where("w.received_at", "<", startOfDay(to, 1, timeZone));
  if (q?.startsWith("whk_")) query = query.where("w.id", ">=", q).where("w.id", "<=", q.padEnd(30, "z"));
  else if (q?.startsWith("pay_")) query = query.where("w.payment_id", "=", q);
  else if (q) query = query.where("w.transaction_ref", "=", q);
  return query;
}
