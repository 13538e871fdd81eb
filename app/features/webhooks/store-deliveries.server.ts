import type pg from "pg";
import type { GatewayName } from "#app/gateways/gateway.ts";

/** One delivery as it goes into the inbox. `eventKey` null: its signature is wrong, it is nobody's event. */
export interface NewDelivery {
  id: string;
  gateway: GatewayName;
  kind: string;
  eventKey: string | null;
  verdictReason: string | null;
  rawBody: Buffer;
  headers: string;
  signature: string | null;
  requestIp: string | null;
  requestId: string | null;
}

const insert = {
  name: "store-deliveries",
  text: `
    insert into payment_webhooks (id, gateway, kind, event_key, verdict, verdict_reason, status, raw_body, headers, signature, request_ip, request_id, seen_count)
    select d.id, d.gateway, d.kind, d.event_key,
      case when d.event_key is null then 'bad_signature' else 'accepted' end, d.verdict_reason,
      case when d.event_key is null then 'rejected' else 'received' end,
      d.raw_body, d.headers, d.signature, d.request_ip, d.request_id, d.seen
    from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bytea[], $7::jsonb[], $8::text[], $9::text[], $10::text[], $11::int[])
      as d (id, gateway, kind, event_key, verdict_reason, raw_body, headers, signature, request_ip, request_id, seen)
    order by d.gateway, d.event_key
    on conflict (gateway, event_key) do update set
      seen_count = payment_webhooks.seen_count + excluded.seen_count, last_seen_at = now()`,
};

/**
 * Stores deliveries in one statement and one commit; resolves when they are durable. A repeat of an event counts
 * on the row that is there. Rows are ordered by key, so that two batches with the same repeats cannot deadlock.
 */
export async function storeDeliveries(pool: pg.Pool, deliveries: readonly NewDelivery[]): Promise<void> {
  // One statement may touch a row once: repeats within the batch are counted before it is sent.
  const rows = new Map<string, { delivery: NewDelivery; seen: number }>();
  for (const delivery of deliveries) {
    const key = delivery.eventKey === null ? delivery.id : `${delivery.gateway} ${delivery.eventKey}`;
    const known = rows.get(key);
    if (known) known.seen += 1;
    else rows.set(key, { delivery, seen: 1 });
  }
  const list = [...rows.values()];
  const column = <T>(pick: (delivery: NewDelivery) => T) => list.map((row) => pick(row.delivery));
  await pool.query({
    ...insert,
    values: [
      column((d) => d.id),
      column((d) => d.gateway),
      column((d) => d.kind),
      column((d) => d.eventKey),
      column((d) => d.verdictReason),
      column((d) => d.rawBody),
      column((d) => d.headers),
      column((d) => d.signature),
      column((d) => d.requestIp),
      column((d) => d.requestId),
      list.map((row) => row.seen),
    ],
  });
}
