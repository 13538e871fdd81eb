import { openException } from "#app/features/exceptions/open-exception.server.ts";
import type { GatewayName } from "#app/gateways/gateway.ts";
import type { Gateways } from "#app/gateways/registry.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { newId } from "#app/lib/ids.ts";

/**
 * Money in our books that the gateway's list does not name. The list's form is not documented, so it accuses nobody
 * alone: the gateway is asked about each, and only what it does not know either is raised. The number raised.
 */
export async function findUnlisted(
  db: Db,
  gateways: Gateways,
  gateway: GatewayName,
  window: { from: Date; to: Date },
  listed: ReadonlySet<string>,
): Promise<number> {
  const collected = await db
    .selectFrom("payment_attempts as a")
    .innerJoin("payments as p", "p.id", "a.payment_id")
    .select(["a.id", "a.payment_id", "a.gateway_order_ref", "a.gateway_transaction_ref"])
    .select(["p.student_id", "p.course_id", "p.captured_minor", "p.refunded_minor", "p.currency"])
    .where("a.gateway", "=", gateway)
    .where("a.created_at", ">=", window.from)
    .where("a.created_at", "<", window.to)
    .where("a.gateway_order_ref", "is not", null)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom("payment_evidence as e")
          .select("e.id")
          .whereRef("e.payment_id", "=", "a.payment_id")
          .whereRef("e.attempt_id", "=", "a.id")
          .where("e.kind", "in", ["succeeded", "refunded", "voided"]),
      ),
    )
    .execute();
  let raised = 0;
  for (const attempt of collected) {
    if (listed.has(attempt.gateway_order_ref!)) continue;
    const answer = await gateways.get(gateway)!.inquire({
      attemptId: attempt.id,
      orderRef: attempt.gateway_order_ref,
      transactionRef: attempt.gateway_transaction_ref,
    });
    if (answer.outcome !== "nothing") continue;
    const opened = await openException(db, {
      id: newId("exc"),
      // Its own, so that neither hides what else disagrees about the payment.
      dedupe_key: `facts_disagree:${attempt.payment_id}:history`,
      kind: "facts_disagree",
      payment_id: attempt.payment_id,
      student_id: attempt.student_id,
      course_id: attempt.course_id,
      facts: {
        capturedMinor: attempt.captured_minor,
        refundedMinor: attempt.refunded_minor,
        currency: attempt.currency,
        said: [{ what: "not_in_history", transaction: attempt.gateway_order_ref, source: "history" }],
      },
    });
    if (opened) raised += 1;
  }
  return raised;
}
