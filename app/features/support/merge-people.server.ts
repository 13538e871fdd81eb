import { sql } from "kysely";
import { type Change, recordChanges } from "#app/features/outbox/record-changes.server.ts";
import { type Act, actOnce, done, refused } from "#app/features/support/act-once.server.ts";
import { findMergeConflicts } from "#app/features/support/merge-conflicts.server.ts";
import { leaveSparePlaces } from "#app/features/support/merge-lines.server.ts";
import type { Db, Trx } from "#app/lib/db.server.ts";
import { newId } from "#app/lib/ids.ts";

/** The account that goes and the one that stays, each on the version that the preview was made of. */
export interface Merge {
  survivor: { id: string; version: number };
  gone: { id: string; version: number };
}

/**
 * Makes two accounts of one person one: payments, seats, cases and notes move to the survivor, the other signs nobody in
 * any more. Its address stays taken, is found by search, and stands in a note. Refused as a whole while anything collides.
 */
export function mergePeople(db: Db, input: Act & Merge & { reason: string }) {
  const { survivor, gone, actor, reason } = input;
  const act = { ...input, kind: "people.merged", userId: survivor.id };
  return actOnce(db, act, async (trx) => {
    if (survivor.id === gone.id) return refused({ outcome: "same_person" as const });
    // In one order, so that two merges of the same pair wait for each other; the purchases of both wait too.
    const people = await trx
      .selectFrom("users")
      .selectAll()
      .where("id", "in", [survivor.id, gone.id])
      .orderBy("id")
      .forNoKeyUpdate()
      .execute();
    const stays = people.find((person) => person.id === survivor.id);
    const goes = people.find((person) => person.id === gone.id);
    if (!stays || !goes) return refused({ outcome: "missing" as const });
    if (stays.version !== survivor.version || goes.version !== gone.version)
      return refused({ outcome: "stale" as const });
    const conflicts = await findMergeConflicts(trx, { survivorId: survivor.id, goneId: gone.id });
    if (conflicts.length > 0) return refused({ outcome: "conflicts" as const, conflicts });

    const changes = [
      ...(await movePayments(trx, gone.id, survivor.id)),
      ...(await moveEnrollments(trx, gone.id, survivor.id)),
      ...(await moveCases(trx, gone.id, survivor.id)),
    ];
    await trx
      .updateTable("exceptions")
      .set({ student_id: survivor.id })
      .where("student_id", "=", gone.id)
      .execute();
    await leaveSparePlaces(trx, [survivor.id, gone.id], { ...actor, reason });
    await trx
      .updateTable("waitlist_entries")
      .set({ student_id: survivor.id })
      .where("student_id", "=", gone.id)
      .execute();
    await trx
      .updateTable("person_notes")
      .set({ user_id: survivor.id })
      .where("user_id", "=", gone.id)
      .execute();
    await trx.updateTable("mails").set({ user_id: survivor.id }).where("user_id", "=", gone.id).execute();
    await trx
      .updateTable("users")
      .set({ merged_into: survivor.id })
      .where("merged_into", "=", gone.id)
      .execute();
    await trx.deleteFrom("sessions").where("user_id", "=", gone.id).execute();
    await trx
      .updateTable("users")
      .set({
        merged_into: survivor.id,
        merged_at: sql`now()`,
        password_hash: "merged",
        version: sql`version + 1`,
        updated_at: sql`now()`,
      })
      .where("id", "=", gone.id)
      .execute();
    await trx
      .updateTable("users")
      .set({ phone: stays.phone ?? goes.phone, version: sql`version + 1`, updated_at: sql`now()` })
      .where("id", "=", survivor.id)
      .execute();
    await trx
      .insertInto("person_notes")
      .values({
        id: newId("nte"),
        user_id: survivor.id,
        author_id: actor.id,
        body: [`Also known as ${goes.name}, ${goes.email}`, goes.phone, `(${goes.id}). ${reason}`]
          .filter(Boolean)
          .join(", "),
      })
      .execute();
    const audience = [survivor.id, gone.id];
    await recordChanges(trx, {
      actor: { ...actor, reason },
      changes: [
        ...changes,
        {
          topic: "users",
          kind: "user.merged",
          subject: { type: "user", id: gone.id, version: gone.version + 1 },
          before: null,
          after: { merged_into: survivor.id },
          data: { mergedInto: survivor.id },
          audience,
        },
        {
          topic: "users",
          kind: "user.took_over",
          subject: { type: "user", id: survivor.id, version: survivor.version + 1 },
          before: null,
          after: { merged: gone.id, moved: changes.length },
          data: { merged: gone.id },
          audience,
        },
      ],
    });
    return done({ outcome: "merged" as const, moved: changes.length });
  });
}

async function movePayments(trx: Trx, from: string, to: string): Promise<Change[]> {
  const rows = await trx
    .updateTable("payments")
    .set({
      student_id: to,
      // A key is one person's: the same one in both accounts was never one purchase.
      idempotency_key: sql`case when exists (select 1 from payments k where k.student_id = ${to} and k.idempotency_key = payments.idempotency_key)
        then left(payments.idempotency_key, 160) || ':' || payments.id else payments.idempotency_key end`,
      version: sql`version + 1`,
      updated_at: sql`now()`,
    })
    .where("student_id", "=", from)
    .returning(["id", "version", "status", "course_id", "amount_minor", "currency", "gateway"])
    .execute();
  return rows.map((row) => ({
    topic: "payments",
    kind: "payment.reassigned",
    subject: { type: "payment", id: row.id, version: row.version },
    before: { student_id: from },
    after: { student_id: to, status: row.status },
    data: {
      status: row.status,
      previous: row.status,
      amountMinor: row.amount_minor,
      currency: row.currency,
      gateway: row.gateway,
      courseId: row.course_id,
    },
    audience: [from, to],
  }));
}

async function moveEnrollments(trx: Trx, from: string, to: string): Promise<Change[]> {
  const rows = await trx
    .updateTable("enrollments")
    .set({ student_id: to, version: sql`version + 1`, updated_at: sql`now()` })
    .where("student_id", "=", from)
    .returning(["id", "version", "status", "course_id", "payment_id"])
    .execute();
  return rows.map((row) => ({
    topic: "enrollments",
    kind: "enrollment.reassigned",
    subject: { type: "enrollment", id: row.id, version: row.version },
    before: { student_id: from },
    after: { student_id: to, status: row.status },
    data: {
      status: row.status,
      previous: row.status,
      courseId: row.course_id,
      paymentId: row.payment_id,
    },
    audience: [from, to],
  }));
}

async function moveCases(trx: Trx, from: string, to: string): Promise<Change[]> {
  const rows = await trx
    .updateTable("support_cases")
    .set({ student_id: to, version: sql`version + 1`, updated_at: sql`now()` })
    .where("student_id", "=", from)
    .returning(["id", "version", "status"])
    .execute();
  return rows.map((row) => ({
    topic: "users",
    kind: "case.reassigned",
    subject: { type: "case", id: row.id, version: row.version },
    before: { student_id: from },
    after: { student_id: to },
    data: { status: row.status, studentId: to },
    audience: [from, to],
  }));
}
