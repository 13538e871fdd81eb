import { sql } from "kysely";
import type { GatewayName } from "#app/gateways/gateway.ts";
import type { Db } from "#app/lib/db.server.ts";

export interface ClaimedDelivery {
  id: string;
  gateway: GatewayName;
  kind: string;
  eventKey: string;
  rawBody: Buffer;
  /** Counting this one. */
  attempts: number;
  /** How many of those before ended only because the gateway could not be asked. */
  silences: number;
  receivedAt: Date;
  /** The request that brought it; absent in a replay, which is logged under the request of who asked for it. */
  requestId?: string | null;
}

/** How long a claim lasts: a worker that dies leaves its deliveries to the next one after this. */
export const leaseSeconds = 30;

/**
 * Claims due deliveries, longest due first, past rows other workers hold and the gateways to be passed by. The claim is a lease: the row becomes
 * due again by itself when the lease runs out, so a kill between any two lines delays a delivery and loses none.
 * A claim that a database crash forgets is made again: it need not wait for the disk.
 */
export async function claimDeliveries(
  db: Db,
  limit: number,
  passing: readonly GatewayName[] = [],
): Promise<ClaimedDelivery[]> {
  const claimed = await sql<ClaimedDelivery>`
    with quick as materialized (select set_config('synchronous_commit', 'off', true)),
    due as materialized (
      select id from quick, payment_webhooks
      where status in ('received','processing','failed') and next_attempt_at <= now() and gateway <> all (${passing}::text[])
      order by next_attempt_at limit ${limit} for update of payment_webhooks skip locked)
    update payment_webhooks w set status = 'processing', attempts = attempts + 1,
      leased_until = now() + ${leaseSeconds} * interval '1 second', next_attempt_at = now() + ${leaseSeconds} * interval '1 second'
    from due where w.id = due.id
    returning w.id, gateway, kind, event_key as "eventKey", raw_body as "rawBody", attempts,
      gateway_silences as silences, received_at as "receivedAt", request_id as "requestId"`.execute(db);
  return claimed.rows;
}

/** Gives back what was claimed and not begun, so that nobody waits for the lease; not what others have claimed since. */
export async function releaseDeliveries(db: Db, deliveries: readonly ClaimedDelivery[]): Promise<void> {
  if (deliveries.length === 0) return;
  await db
    .updateTable("payment_webhooks")
    .set({ status: "received", leased_until: null, next_attempt_at: sql`now()`, attempts: sql`attempts - 1` })
    .where((eb) =>
      eb(
        eb.refTuple("id", "attempts"),
        "in",
        deliveries.map(({ id, attempts }) => eb.tuple(id, attempts)),
      ),
    )
    .where("status", "=", "processing")
    .execute();
}
