import type { EnrollmentDecision, EnrollmentStatus } from "#db/schema.ts";
import { liveEnrollmentStatuses } from "#db/schema.ts";

/** What an enrollment is, for browser and server alike: its statuses, and the moves that people, money and time make. */

export type EnrollmentSource = "payment" | "staff" | "request";

/** Waiting for a person to decide: before the payment, or after it. */
export const waitingStatuses = [
  "requested",
  "pending_approval",
] as const satisfies readonly EnrollmentStatus[];

export const isWaiting = (status: EnrollmentStatus) =>
  (waitingStatuses as readonly string[]).includes(status);
export const holdsSeat = (status: EnrollmentStatus) =>
  (liveEnrollmentStatuses as readonly string[]).includes(status);

/** A decision with edges of its own; `undo` takes back whichever was last. */
export type Move = Exclude<EnrollmentDecision, "undo">;
type Moves = Partial<Record<EnrollmentStatus, EnrollmentStatus>>;

/** Where each decision takes an enrollment, by how it came to be. What is not here is not allowed. */
export const moves: Record<Move, Record<EnrollmentSource, Moves>> = {
  approve: {
    request: { requested: "approved" },
    payment: { pending_approval: "active" },
    staff: {},
  },
  reject: {
    request: { requested: "rejected" },
    payment: { pending_approval: "rejected" },
    staff: {},
  },
  revoke: {
    request: { approved: "revoked" },
    payment: { active: "revoked", suspended: "revoked" },
    staff: { active: "revoked", suspended: "revoked" },
  },
  // A refusal goes back to the queue, not past it; a revoked seat goes back to what it was for.
  restore: {
    request: { rejected: "requested", revoked: "approved", lapsed: "approved" },
    payment: { rejected: "pending_approval", revoked: "active" },
    staff: { revoked: "active" },
  },
};

/** Moves of money, time and the student: what give_seats, lapseApprovals and withdrawRequest do. */
const otherMoves: ReadonlyArray<[EnrollmentStatus, EnrollmentStatus]> = [
  ["requested", "pending_approval"],
  ["requested", "active"],
  ["requested", "withdrawn"],
  ["approved", "active"],
  ["approved", "lapsed"],
];

/** Where a decision would take this enrollment; null: it is not allowed from there. */
export function targetOf(decision: Move, source: EnrollmentSource, from: EnrollmentStatus) {
  return moves[decision][source][from] ?? null;
}

/** The decisions that are open for an enrollment as it stands, in the order of their buttons. */
export function openDecisions(source: EnrollmentSource, status: EnrollmentStatus): Move[] {
  return (Object.keys(moves) as Move[]).filter((decision) => targetOf(decision, source, status) !== null);
}

/** True for every move that anything here makes: by decision, by its undoing, by money, by time or by the student. */
export function mayMove(from: EnrollmentStatus, to: EnrollmentStatus): boolean {
  const decided = Object.values(moves)
    .flatMap((bySource) => Object.values(bySource))
    .flatMap((edges) => Object.entries(edges));
  return (
    decided.some(([a, b]) => (a === from && b === to) || (b === from && a === to)) ||
    otherMoves.some(([a, b]) => a === from && b === to)
  );
}

/** A refusal is told to the student, with its reason. */
export const needsReason = (decision: EnrollmentDecision) => decision === "reject" || decision === "revoke";

/** How long the last decision can be taken back. */
export const undoSeconds = 30;

/** What became of an enrollment, as its event's kind says it. */
export const decisionEvents: Record<EnrollmentDecision, string> = {
  approve: "enrollment.approved",
  reject: "enrollment.rejected",
  revoke: "enrollment.revoked",
  restore: "enrollment.restored",
  undo: "enrollment.decision_undone",
};
