import { maskBody } from "#app/features/webhooks/mask-body.ts";
import type { Db } from "#app/lib/db.server.ts";

/** Everything the detail draws of one delivery, or null. Its body leaves the server masked only, its signature never. */
export async function findDeliveryDetail(db: Db, deliveryId: string) {
  const row = await db
    .selectFrom("payment_webhooks")
    .selectAll()
    .where("id", "=", deliveryId)
    .executeTakeFirst();
  if (!row) return null;
  const [history, exceptions] = await Promise.all([
    db
      .selectFrom("audit_log as a")
      .leftJoin("users as u", "u.id", "a.actor_id")
      .select(["a.id", "a.at", "a.actor_type", "a.action", "a.after", "a.reason", "u.name"])
      .where("a.subject_type", "=", "delivery")
      .where("a.subject_id", "=", deliveryId)
      .orderBy("a.id", "desc")
      .limit(50)
      .execute(),
    db
      .selectFrom("exceptions")
      .select(["id", "kind", "status"])
      .where("delivery_id", "=", deliveryId)
      .where("status", "=", "open")
      .limit(10)
      .execute(),
  ]);
  const { raw_body, signature, event_key, ...delivery } = row;
  return {
    delivery,
    /** Characters of the signature; null when it carried none. */
    signatureLength: signature?.length ?? null,
    replayable: event_key !== null,
    bytes: raw_body.length,
    body: maskBody(raw_body.toString("utf8")),
    history,
    exceptions,
  };
}

export type DeliveryDetail = NonNullable<Awaited<ReturnType<typeof findDeliveryDetail>>>;

/** The currency a payment is in, for amounts of a dry run. */
export async function findCurrency(db: Db, paymentId: string): Promise<string | null> {
  const row = await db
    .selectFrom("payments")
    .select("currency")
    .where("id", "=", paymentId)
    .executeTakeFirst();
  return row?.currency ?? null;
}
