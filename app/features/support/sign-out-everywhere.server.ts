import { sql } from "kysely";
import { recordChanges } from "#app/features/outbox/record-changes.server.ts";
import { type Act, actOnce, done, refused } from "#app/features/support/act-once.server.ts";
import type { Db } from "#app/lib/db.server.ts";

/** Ends every session of a person. The caller tells its own process to forget them. */
export function signOutEverywhere(db: Db, input: Act & { userId: string; reason: string }) {
  const { userId, actor, reason } = input;
  return actOnce(db, { ...input, kind: "sessions.ended" }, async (trx) => {
    const person = await trx
      .selectFrom("users")
      .select("version")
      .where("id", "=", userId)
      .executeTakeFirst();
    if (!person) return refused({ outcome: "no_person" as const });
    const ended = await trx.deleteFrom("sessions").where("user_id", "=", userId).returning("id").execute();
    await recordChanges(trx, {
      actor: { ...actor, reason },
      changes: [
        {
          topic: "users",
          kind: "user.signed_out",
          subject: { type: "user", id: userId, version: person.version },
          before: { sessions: ended.length },
          after: { sessions: 0 },
          data: { sessions: ended.length },
          audience: [userId],
        },
      ],
    });
    return done({ outcome: "signed_out" as const, sessions: ended.length });
  });
}

/** How many sessions would end. */
export async function countSessions(db: Db, userId: string): Promise<number> {
  const rows = await db
    .selectFrom("sessions")
    .select("id")
    .where("user_id", "=", userId)
    .where("expires_at", ">", sql<Date>`now()`)
    .limit(1_000)
    .execute();
  return rows.length;
}
