import { type Actor, type Change, recordChanges } from "#app/features/outbox/record-changes.server.ts";
import type { Trx } from "#app/lib/db.server.ts";
import type { WaitlistStatus } from "#db/schema.ts";

export interface EntryMove {
  /** `waitlist.…` */
  kind: string;
  id: string;
  version: number;
  courseId: string;
  studentId: string;
  before: WaitlistStatus | null;
  after: WaitlistStatus;
  /** ISO time until which an offer stands. */
  until?: string;
  reason?: string;
}

/** A move of one place in the line, told to its student and to whoever looks at the course; with what else moved. */
export function recordEntry(trx: Trx, actor: Actor, move: EntryMove, more: Change[] = []): Promise<void> {
  const { kind, id, version, courseId, studentId, before, after, until } = move;
  const entry: Change = {
    topic: "enrollments",
    kind,
    subject: { type: "waitlist_entry", id, version },
    before: before && { status: before },
    after: { status: after, course_id: courseId, ...(until && { offer_until: until }) },
    data: { status: after, previous: before, courseId, ...(until && { until }) },
    audience: [studentId],
  };
  return recordChanges(trx, {
    actor: { ...actor, reason: move.reason ?? actor.reason },
    changes: [entry, ...more],
  });
}
