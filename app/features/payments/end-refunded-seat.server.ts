import { sql } from "kysely";
import { recordChanges, systemActor } from "#app/features/outbox/record-changes.server.ts";
import type { SeatOf } from "#app/features/payments/converge-seats.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { log } from "#app/lib/logger.server.ts";
import { wake } from "#app/lib/wake.server.ts";

/** Where a seat goes whose payment was given back whole: what was never decided is refused, what was held ends. */
const ends = { pending_approval: "rejected", active: "revoked", suspended: "revoked" } as const;

/**
 * Takes back the seat of a payment that was given back whole, in a course that says so; a course that keeps the seat or
 * leaves it to a person loses none here, nor does a seat that a person restored since. Part of the money back ends
 * nothing. Safe to repeat; true if a seat ended.
 */
export async function endRefundedSeat(db: Db, about: SeatOf): Promise<boolean> {
  const ended = await db.transaction().execute(async (trx) => {
    // The course before the enrollment, as everywhere.
    const course = await trx
      .selectFrom("courses")
      .select("refund_effect")
      .where("id", "=", about.courseId)
      .forNoKeyUpdate()
      .executeTakeFirst();
    if (course?.refund_effect !== "revoke") return null;
    const seat = await trx
      .selectFrom("enrollments as e")
      .innerJoin("payments as p", "p.id", "e.payment_id")
      .select(["e.id", "e.payment_id", "e.version", "e.status"])
      .where("e.student_id", "=", about.studentId)
      .where("e.course_id", "=", about.courseId)
      .where("e.status", "in", ["pending_approval", "active", "suspended"])
      .where("p.status", "in", ["refunded", "voided"])
      .where(sql<boolean>`not coalesce(e.decision = 'restore' and e.decided_version = e.version, false)`)
      .forUpdate("e")
      .executeTakeFirst();
    if (!seat) return null;
    const status = ends[seat.status as keyof typeof ends];
    const version = seat.version + 1;
    await trx
      .updateTable("enrollments")
      .set({ status, version, updated_at: sql`now()` })
      .where("id", "=", seat.id)
      .execute();
    await trx
      .updateTable("courses")
      .set({ enrolled_count: sql`enrolled_count - 1` })
      .where("id", "=", about.courseId)
      .execute();
    await recordChanges(trx, {
      actor: {
        ...systemActor,
        reason: "The payment was given back in full; this course takes the seat back.",
      },
      changes: [
        {
          topic: "enrollments",
          kind: `enrollment.${status}`,
          subject: { type: "enrollment", id: seat.id, version },
          before: { status: seat.status },
          after: { status },
          data: {
            status,
            previous: seat.status,
            courseId: about.courseId,
            paymentId: seat.payment_id,
            // The letter says why in the student's own language.
            reason: "",
          },
          audience: [about.studentId],
        },
      ],
    });
    return { enrollmentId: seat.id, paymentId: seat.payment_id, status };
  });
  if (!ended) return false;
  wake("outbox");
  log.info(ended, "seat of a refunded payment ended");
  return true;
}
