import { useFetcher } from "@remix-run/react";
import type { DecideResult } from "#app/features/approvals/decide-enrollment.server.ts";
import { type EnrollmentSource, type Move, targetOf } from "#app/features/enrollments/enrollment.ts";
import type { EnrollmentDecision, EnrollmentStatus } from "#db/schema.ts";

/** What the decision's address answers a script. */
export interface DecisionAnswer {
  enrollmentId: string;
  result: ((DecideResult | TooLate | { outcome: "no_reason" }) & Typed) | NoAnswer;
}

/** What was typed for a decision that was refused. */
interface Typed {
  typed?: string;
}

/** A decision cannot be taken back any more: its time is over, or the row has moved since. */
export type TooLate = Omit<Extract<DecideResult, { outcome: "stale" }>, "outcome"> & { outcome: "too_late" };

/** Nobody knows whether it was written: the way to the server was cut, or the server failed under this id. */
export interface NoAnswer {
  outcome: "no_answer";
  errorId: string | null;
  /** What was typed for it. */
  reason: string;
}

/** The row as far as a decision about it goes. */
export interface Decidable {
  id: string;
  status: EnrollmentStatus;
  source: EnrollmentSource;
  version: number;
}

/** The fetcher of one row's decision: each part of the row that asks for it gets the same. */
export function useDecision(row: Decidable) {
  const fetcher = useFetcher<DecisionAnswer>({ key: `decision:${row.id}` });
  const deciding = (fetcher.formData?.get("decision") ?? null) as EnrollmentDecision | null;
  return { fetcher, deciding, status: optimisticStatus(row, deciding) ?? row.status };
}

/** Where the decision under way takes the row, if it is allowed; the loader's truth stands otherwise. */
export function optimisticStatus(
  row: Decidable,
  deciding: EnrollmentDecision | null,
): EnrollmentStatus | null {
  if (deciding === null || deciding === "undo") return null;
  return targetOf(deciding satisfies Move, row.source, row.status);
}
