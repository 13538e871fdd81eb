import { claimDeliveries } from "#app/features/webhooks/claim-deliveries.server.ts";
import { workOne } from "#app/features/webhooks/run-inbox.server.ts";
import type { GatewayEvent, GatewayName } from "#app/gateways/gateway.ts";
import type { Gateways } from "#app/gateways/registry.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { newId } from "#app/lib/ids.ts";

/** An authentic delivery in the inbox, as a ScriptedGateway reads it; null makes one no adapter can read. */
export async function deliver(
  db: Db,
  event: GatewayEvent | null,
  gateway: GatewayName = "paymob",
): Promise<string> {
  const id = newId("whk");
  await db
    .insertInto("payment_webhooks")
    .values({
      id,
      gateway,
      kind: "transaction",
      event_key: id,
      verdict: "accepted",
      status: "received",
      raw_body: Buffer.from(event === null ? "poison" : JSON.stringify({ key: id, event })),
      headers: "{}",
    })
    .execute();
  return id;
}

export const readDelivery = (db: Db, id: string) =>
  db.selectFrom("payment_webhooks").selectAll().where("id", "=", id).executeTakeFirstOrThrow();

/** One turn of this delivery and of whatever else is due, however long its back-off. */
export async function takeTurn(db: Db, gateways: Gateways, id: string): Promise<void> {
  await db
    .updateTable("payment_webhooks")
    .set({ next_attempt_at: new Date(0) })
    .where("id", "=", id)
    .execute();
  const claimed = await claimDeliveries(db, 50);
  await Promise.all(claimed.map((delivery) => workOne(db, gateways, delivery)));
}

export const exceptionOf = (db: Db, dedupeKey: string) =>
  db.selectFrom("exceptions").selectAll().where("dedupe_key", "=", dedupeKey).executeTakeFirst();
