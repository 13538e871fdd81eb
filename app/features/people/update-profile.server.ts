import { sql } from "kysely";
import { recordChanges } from "#app/features/outbox/record-changes.server.ts";
import type { ProfileInput } from "#app/features/people/forms.ts";
import type { Db } from "#app/lib/db.server.ts";
import type { Role } from "#db/schema.ts";

/** A person changes their own name and phone; refused when another tab was first (`version` is not what they saw). */
export async function updateProfile(db: Db, user: { id: string; role: Role }, input: ProfileInput) {
  return db.transaction().execute(async (trx) => {
    const before = await trx
      .selectFrom("users")
      .select(["name", "phone", "version"])
      .where("id", "=", user.id)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (before.version !== input.version) return { outcome: "stale" } as const;
    const after = { name: input.name, phone: input.phone ?? null };
    const changed = (["name", "phone"] as const).filter((field) => before[field] !== after[field]);
    if (changed.length === 0) return { outcome: "unchanged" } as const;
    await trx
      .updateTable("users")
      .set({ ...after, version: sql`version + 1`, updated_at: sql`now()` })
      .where("id", "=", user.id)
      .execute();
    await recordChanges(trx, {
      actor: { type: user.role === "student" ? "student" : "staff", id: user.id },
      changes: [
        {
          topic: "users",
          kind: "user.profile_changed",
          subject: { type: "user", id: user.id, version: before.version + 1 },
          // Which fields, not what they say: the audit log keeps no personal data it does not need.
          before: null,
          after: { changed },
          data: { changed },
          audience: [user.id],
        },
      ],
    });
    return { outcome: "changed" } as const;
  });
}
