import type { EvidenceRow } from "#app/features/payments/lock-payment.server.ts";

type Said = Partial<EvidenceRow> & Pick<EvidenceRow, "kind" | "source" | "dedupe_key">;

/** One fact as it is written: what it does not say is null. */
export function evidenceRow(said: Said): EvidenceRow {
  return {
    attempt_id: null,
    gateway: null,
    transaction_ref: null,
    amount_minor: null,
    currency: null,
    refunded_minor: null,
    gateway_time: null,
    gateway_at: null,
    method: null,
    code: null,
    gateway_code: null,
    reason: null,
    delivery_id: null,
    actor_id: null,
    ...said,
  };
}
