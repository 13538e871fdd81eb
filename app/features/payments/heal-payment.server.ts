import { sql } from "kysely";
import { isOpen } from "#app/features/payments/payment.ts";
import { verifyPayment } from "#app/features/payments/verify-payment.server.ts";
import type { Gateways } from "#app/gateways/registry.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { log } from "#app/lib/logger.server.ts";
import { singleton } from "#app/lib/singleton.server.ts";

/** Questions under way in this process: whoever looks meanwhile waits for the same answer. */
const underWay = singleton("heals", () => new Map<string, Promise<void>>());

/**
 * Looking at an open payment heals it: asks the gateway at most once per 5 s per payment, across all processes
 * (the row's last_checked_at is the guard). Resolves when the answer is applied; never throws for what a gateway does.
 */
export function healPayment(db: Db, gateways: Gateways, paymentId: string): Promise<void> {
  const waiting = underWay.get(paymentId);
  if (waiting) return waiting;
  const heal = askOnce(db, gateways, paymentId)
    .catch((error: unknown) => log.warn({ paymentId, err: error }, "heal failed; the ladder will ask again"))
    .finally(() => underWay.delete(paymentId));
  underWay.set(paymentId, heal);
  return heal;
}

async function askOnce(db: Db, gateways: Gateways, paymentId: string): Promise<void> {
  const claimed = await db
    .updateTable("payments")
    .set({ last_checked_at: sql`now()`, checks: sql`checks + 1` })
    .where("id", "=", paymentId)
    .where((eb) =>
      eb.or([
        eb("last_checked_at", "is", null),
        eb("last_checked_at", "<", sql<Date>`now() - interval '5 seconds'`),
      ]),
    )
    .where("status", "in", ["created", "redirected", "pending", "failed", "expired"])
    .returning(["status", "next_check_at"])
    .executeTakeFirst();
  // A failed payment whose attempts can no longer be paid has no next check: there is nothing to ask.
  if (!claimed || (!isOpen(claimed.status) && claimed.next_check_at === null)) return;
  await verifyPayment(db, gateways, { paymentId, source: "return" });
}
