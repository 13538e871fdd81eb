import { evidenceRow } from "#app/features/payments/evidence-row.ts";
import type { EvidenceRow } from "#app/features/payments/lock-payment.server.ts";
import type { GatewayName } from "#app/gateways/gateway.ts";

/** What a demo student wants to pay for. */
export interface Intent {
  student: { id: string; name: string; email: string };
  courseId: string;
  gateway: GatewayName;
  currency: string;
  amountMinor: number;
  startedAt: Date;
}

export type EvidenceSaid = Partial<EvidenceRow> & Pick<EvidenceRow, "kind" | "source">;

/** One fact about an attempt's transaction; what it does not say is null. */
export function historyEvidence(
  attempt: { id: string; transactionRef: string },
  gateway: GatewayName,
  said: EvidenceSaid,
): EvidenceRow {
  const { id, transactionRef } = attempt;
  return evidenceRow({
    attempt_id: id,
    gateway,
    transaction_ref: transactionRef,
    dedupe_key: [said.source, said.kind, id, transactionRef, said.refunded_minor].join(":"),
    ...said,
  });
}
