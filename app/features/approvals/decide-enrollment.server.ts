import { sql } from "kysely";
import { decisionEvents, moves, undoSeconds } from "#app/features/enrollments/enrollment.ts";
import type { Actor } from "#app/features/outbox/record-changes.server.ts";
import { type Db, databaseErrorCode } from "#app/lib/db.server.ts";
import { newId } from "#app/lib/ids.ts";
import { currentRequestId, log } from "#app/lib/logger.server.ts";
import { wake } from "#app/lib/wake.server.ts";
import type { EnrollmentDecision, EnrollmentStatus } from "#db/schema.ts";

export interface DecideInput {
  enrollmentId: string;
  decision: EnrollmentDecision;
  /** The version that was looked at: a row that has moved since is left alone. */
  expectedVersion: number;
  /** Told to the student; a refusal needs one. */
  reason?: string | null;
  actor: Actor;
}

/** Who decided what about an enrollment, and when. `latest`: nothing has moved since. */
export interface Decided {
  decision: EnrollmentDecision;
  /** ISO time. */
  at: string;
  reason: string | null;
  by: string | null;
  name: string | null;
  latest: boolean;
}

interface Standing {
  status: EnrollmentStatus;
  version: number;
  decided: Decided | null;
}

export type DecideResult =
  | {
      outcome: "decided";
      status: EnrollmentStatus;
      previous: EnrollmentStatus;
      version: number;
      /** The draft of a refund that a refusal of a paid enrollment made. */
      refund: { id: string; amountMinor: number; currency: string } | null;
    }
  /** It moved since it was looked at: someone was first, or money came, or its time was over. */
  | ({ outcome: "stale" } & Standing)
  /** Not from where it stands now; for an undo also: its 30 seconds are over, or it moved. */
  | ({ outcome: "not_allowed" } & Standing)
  /** The course has no seat left for it. */
  | ({ outcome: "full" } & Standing)
  | { outcome: "missing" };

/**
 * A person's decision about an enrollment, on the version they were looking at: the seat, the draft of a refund, the
 * audit entry and the event in one transaction. Two at once: one decides, the other hears who it was.
 */
export async function decideEnrollment(db: Db, input: DecideInput): Promise<DecideResult> {
  const result = await decide(db, input);
  if (result.outcome === "decided") wake("outbox");
  log.info(
    { enrollmentId: input.enrollmentId, decision: input.decision, outcome: result.outcome },
    "enrollment decided",
  );
  return result;
}

async function decide(db: Db, input: DecideInput): Promise<DecideResult> {
  const body = {
    ...decisionBody(input),
    enrollment_id: input.enrollmentId,
    expected_version: input.expectedVersion,
    within_seconds: undoSeconds,
  };
  try {
    const { rows } = await sql<{ result: DecideResult }>`
      select decide_enrollment(${JSON.stringify(body)}::jsonb) as result from ${paymentFirst(input.enrollmentId)}`.execute(
      db,
    );
    return rows[0]!.result;
  } catch (error) {
    if (databaseErrorCode(error) !== uniqueViolation) throw error;
    return otherSeat(db, input.enrollmentId);
  }
}

/**
 * Holds the payment behind an enrollment before its course is locked, in the order in which payments are written. A
 * refusal drafts a refund, which refers to the payment: asked for last, it would wait for a writer that waits for the course.
 */
export const paymentFirst = (enrollmentId: string) => sql`(
  select count(*) from (select from payments where id = (select payment_id from enrollments where id = ${enrollmentId}) for key share) held) payment`;

/** What decide_enrollment takes besides the row it is about. */
export function decisionBody(input: Pick<DecideInput, "decision" | "reason" | "actor">): object {
  return {
    decision: input.decision,
    reason: input.reason ?? null,
    kind: decisionEvents[input.decision],
    moves: input.decision === "undo" ? null : moves[input.decision],
    draft_id: newId("rfd"),
    actor_type: input.actor.type,
    actor_id: input.actor.id,
    request_id: currentRequestId() ?? null,
  };
}

/** The student has another seat, or another request, in this course by now: this one cannot come back beside it. */
export const uniqueViolation = "23505";

export async function otherSeat(db: Db, enrollmentId: string): Promise<DecideResult> {
  const { rows } = await sql<{ standing: Standing }>`
    select enrollment_standing(e) as standing from enrollments e where id = ${enrollmentId}`.execute(db);
  return { ...rows[0]!.standing, outcome: "not_allowed" };
}
