import type { Db } from "#app/lib/db.server.ts";

/** Where this payment's receipt was sent, the address shortened for whoever holds the result link; null until it was. */
export async function findReceiptSentTo(db: Db, paymentId: string): Promise<string | null> {
  const row = await db
    .selectFrom("mails")
    .select("sent_to")
    .where("payment_id", "=", paymentId)
    .where("kind", "=", "receipt")
    .where("state", "=", "sent")
    .orderBy("sent_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.sent_to ? shortened(row.sent_to) : null;
}

/** "m…@example.com": enough for its owner. */
function shortened(address: string): string {
  const at = address.lastIndexOf("@");
  return `${[...address][0] ?? ""}…${address.slice(at)}`;
}
