import { sql } from "kysely";
import { isOwnLatest } from "#app/features/outbox/is-own-latest.server.ts";
import { type Actor, recordChanges } from "#app/features/outbox/record-changes.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { wake } from "#app/lib/wake.server.ts";
import type { courseStatuses } from "#db/schema.ts";

type CourseStatus = (typeof courseStatuses)[number];

/** `publish` puts it into the catalogue and on sale; `archive` takes it out of both: who has a seat keeps it. */
export const courseMoves = ["publish", "archive"] as const;
export type CourseMove = (typeof courseMoves)[number];

export type MoveResult =
  | { outcome: "moved"; status: CourseStatus }
  | { outcome: "missing" }
  /** Nobody could buy it. */
  | { outcome: "no_price" }
  /** Someone was first; the status is what it is now. */
  | { outcome: "stale"; status: CourseStatus };

/**
 * Publishes or archives a course, on the version that was looked at. Two at once: one moves it, the other is
 * told; pressed twice, both are told that it moved.
 */
export async function moveCourse(
  db: Db,
  input: { courseId: string; expectedVersion: number; move: CourseMove; actor: Actor },
): Promise<MoveResult> {
  const { courseId, move } = input;
  const result = await db.transaction().execute(async (trx): Promise<MoveResult> => {
    const before = await trx
      .selectFrom("courses")
      .select(["status", "version"])
      .where("id", "=", courseId)
      .forUpdate()
      .executeTakeFirst();
    if (!before) return { outcome: "missing" };
    const status: CourseStatus = move === "publish" ? "published" : "archived";
    const kind = `course.${status}`;
    const subject = { type: "course", id: courseId };
    if (
      before.version === input.expectedVersion + 1 &&
      before.status === status &&
      (await isOwnLatest(trx, subject, { kind, actorId: input.actor.id }))
    )
      return { outcome: "moved", status };
    if (before.version !== input.expectedVersion || before.status === status)
      return { outcome: "stale", status: before.status };
    const price = await trx
      .selectFrom("course_prices")
      .select("currency")
      .where("course_id", "=", courseId)
      .limit(1)
      .executeTakeFirst();
    if (move === "publish" && !price) return { outcome: "no_price" };
    await trx
      .updateTable("courses")
      .set({ status, version: before.version + 1, updated_at: sql`now()` })
      .where("id", "=", courseId)
      .execute();
    await recordChanges(trx, {
      actor: input.actor,
      changes: [
        {
          topic: "enrollments",
          kind,
          subject: { ...subject, version: before.version + 1 },
          before: { status: before.status },
          after: { status },
          data: { courseId, status, previous: before.status },
          audience: [],
        },
      ],
    });
    return { outcome: "moved", status };
  });
  if (result.outcome === "moved") wake("outbox");
  return result;
}
