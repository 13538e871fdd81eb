import { sql } from "kysely";
import { verifyPayment } from "#app/features/payments/verify-payment.server.ts";
import { type GatewayName, gatewayNames } from "#app/gateways/gateway.ts";
import type { Gateways } from "#app/gateways/registry.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { every } from "#app/lib/every.server.ts";
import { log } from "#app/lib/logger.server.ts";

/** Asks about what is due until the signal: each gateway in rounds of its own, so that one that hangs delays no other's. */
export async function pollUntilStopped(db: Db, gateways: Gateways, signal: AbortSignal): Promise<void> {
  await Promise.all(
    gatewayNames.map((gateway) =>
      every(1_000, `ladder of ${gateway}`, signal, () => pollOpenPayments(db, gateways, { gateway })),
    ),
  );
}

/**
 * One round of the ladder: claims the payments longest overdue (each claim pushes the next check out, so that
 * none starves another and a crash only delays), asks their gateways, applies the answers. The number asked.
 * With `gateway`, of those whose latest attempt is there.
 */
export async function pollOpenPayments(
  db: Db,
  gateways: Gateways,
  { gateway = null, limit = 50 }: { gateway?: GatewayName | null; limit?: number } = {},
): Promise<number> {
  const due = await sql<{ id: string }>`
    with due as materialized (
      select id from payments
      where next_check_at <= now() and ${gateway === null ? sql`true` : sql`gateway = ${gateway}`}
      order by next_check_at limit ${limit} for update skip locked)
    update payments p set last_checked_at = now(), checks = checks + 1, next_check_at = now() + interval '2 minutes'
    from due where p.id = due.id
    returning p.id`.execute(db);
  await Promise.all(
    due.rows.map(({ id }) =>
      verifyPayment(db, gateways, { paymentId: id, source: "poll" }).catch((error: unknown) =>
        log.warn({ paymentId: id, err: error }, "check failed; asked again in two minutes"),
      ),
    ),
  );
  return due.rows.length;
}
