import type { Actor } from "#app/features/outbox/record-changes.server.ts";
import type { EvidenceRow } from "#app/features/payments/lock-payment.server.ts";
import type { AttemptStatus, WebhookOutcome } from "#db/schema.ts";

/** What becomes of an attempt's own row beside the evidence. Refs are set once; a second value never overwrites the first. */
export interface AttemptUpdate {
  id: string;
  status?: AttemptStatus;
  gateway_order_ref?: string;
  gateway_intention_ref?: string | null;
  checkout_url?: string;
  error_code?: string;
  error_message?: string;
}

/** The delivery this change settles, written in the same transaction. */
export interface SettledDelivery {
  id: string;
  outcome?: WebhookOutcome;
  transactionRef?: string | null;
  note?: string | null;
}

export interface EvidenceInput {
  paymentId: string;
  evidence: readonly EvidenceRow[];
  actor: Actor;
  attempts?: readonly AttemptUpdate[];
  delivery?: SettledDelivery;
  /** ISO time to ask again although the ladder has ended: a gateway gave no answer. Ignored once money was collected. */
  askAgainAt?: string;
  /** This is what a gateway answered, or that it did not, just now. */
  asked?: true;
  /** Who calls decides about the student's other payments for the same seat itself. */
  seats?: "settled";
}
