import type { EvidenceRow } from "#app/features/payments/lock-payment.server.ts";
import type { Evidence } from "#app/features/payments/payment.ts";

/** The code and the key of a person's word that a transaction, in the gateway's own words, brought no money. */
export const notPaid = "not_paid";
export const notPaidKey = (ref: string | null, word: string | null) =>
  `${notPaid}:${ref ?? ""}:${word ?? ""}`;

/** What a gateway said in words that nobody knows and no person has called unpaid. */
export function unreadRows<
  Row extends Pick<EvidenceRow, "kind" | "code" | "dedupe_key" | "transaction_ref" | "reason">,
>(rows: readonly Row[]): Row[] {
  const decided = new Set(rows.filter((row) => row.code === notPaid).map((row) => row.dedupe_key));
  return rows.filter(
    (row) => row.kind === "unknown_status" && !decided.has(notPaidKey(row.transaction_ref, row.reason)),
  );
}

/** Words that nobody knew and a person has called unpaid are a failure like any other: money that comes overrides it. */
export function withUnpaid(facts: Evidence[]): Evidence[] {
  const decided = facts.filter((fact) => fact.kind === "override" && fact.code === notPaid);
  if (decided.length === 0) return facts;
  const keys = new Set(decided.map((fact) => fact.dedupeKey));
  return facts.flatMap((fact): Evidence[] => {
    if (decided.includes(fact)) return [];
    const unpaid = fact.kind === "unknown_status" && keys.has(notPaidKey(fact.transactionRef, fact.reason));
    return [unpaid ? { ...fact, kind: "failed" } : fact];
  });
}
