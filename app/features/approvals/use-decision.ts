import { useFetcher } from "@remix-run/react";
import type { DecideResult } from "#app/features/approvals/decide-enrollment.server.ts";
import { decisionKey, useDeciding } from "#app/features/approvals/decisions-asked.ts";
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

/** The decision under way for a row, and how the row stands if it is allowed; a page with it has `WatchDecisions`. */
export function useDecision(row: Decidable) {
  const deciding = useDeciding(row.id);
  return { deciding, status: optimisticStatus(row, deciding) ?? row.status };
}

/** What the last decision about it was answered; whoever reads it is drawn at each step of the router. */
export function useDecisionAnswer(enrollmentId: string): DecisionAnswer | undefined {
  return useFetcher<DecisionAnswer>({ key: decisionKey(enrollmentId) }).data;
}

/** Where the decision under way takes the row, if it is allowed; the loader's truth stands otherwise. */
export function optimisticStatus(
  row: Decidable,
  deciding: EnrollmentDecision | null,
): EnrollmentStatus | null {
  if (deciding === null || deciding === "undo") return null;
  return targetOf(deciding satisfies Move, row.source, row.status);
}
