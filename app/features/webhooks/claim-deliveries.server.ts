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
  receivedAt: Date;
}

/** How long a claim lasts: a worker that dies leaves its deliveries to the next one after this. */
export const leaseSeconds = 60;

/**
 * Claims due deliveries, longest due first, past rows other workers hold. The claim is a lease: the row becomes
 * due again by itself when the lease runs out, so a kill between any two lines delays a delivery and loses none.
 */
export async function claimDeliveries(db: Db, limit: number): Promise<ClaimedDelivery[]> {
  const claimed = await sql<ClaimedDelivery>`
    update payment_webhooks set status = 'processing', attempts = attempts + 1,
      leased_until = now() + ${leaseSeconds} * interval '1 second', next_attempt_at = now() + ${leaseSeconds} * interval '1 second'
    where id in (
      select id from payment_webhooks
      where status in ('received','processing','failed') and next_attempt_at <= now()
      order by next_attempt_at limit ${limit} for update skip locked)
    returning id, gateway, kind, event_key as "eventKey", raw_body as "rawBody", attempts, received_at as "receivedAt"`.execute(
    db,
  );
  return claimed.rows;
}
