import { sql } from "kysely";
import { recordChanges } from "#app/features/outbox/record-changes.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { wake } from "#app/lib/wake.server.ts";
import type { Role } from "#db/schema.ts";

export type RoleChange =
  | { outcome: "changed" }
  | { outcome: "unchanged" }
  | { outcome: "missing" }
  | { outcome: "stale" }
  /** Owners are made and unmade by owners, and one always remains. */
  | { outcome: "owners_only" }
  | { outcome: "last_owner" };

/** Another role, on the version that was looked at. The caller tells its own process to forget the person's sessions. */
export async function changeRole(
  db: Db,
  input: {
    userId: string;
    role: Role;
    expectedVersion: number;
    reason: string;
    actor: { id: string; role: Role };
  },
): Promise<RoleChange> {
  const { userId, role, actor } = input;
  const result = await db.transaction().execute(async (trx): Promise<RoleChange> => {
    // Every owner's row, in one order: two owners who unmake each other at once go one after the other.
    const owners = await trx
      .selectFrom("users")
      .select("id")
      .where("role", "=", "owner")
      .orderBy("id")
      .forNoKeyUpdate()
      .execute();
    const before = await trx
      .selectFrom("users")
      .select(["role", "version", "merged_into"])
      .where("id", "=", userId)
      .forNoKeyUpdate()
      .executeTakeFirst();
    if (!before || before.merged_into) return { outcome: "missing" };
    // Pressed twice: it stands as it was asked for.
    if (before.version !== input.expectedVersion)
      return { outcome: before.role === role ? "unchanged" : "stale" };
    if (before.role === role) return { outcome: "unchanged" };
    const actsAsOwner = owners.some((owner) => owner.id === actor.id);
    if ((role === "owner" || before.role === "owner") && !actsAsOwner) return { outcome: "owners_only" };
    if (before.role === "owner" && owners.length === 1) return { outcome: "last_owner" };
    await trx
      .updateTable("users")
      .set({ role, version: sql`version + 1`, updated_at: sql`now()` })
      .where("id", "=", userId)
      .execute();
    await recordChanges(trx, {
      actor: { type: "staff", id: actor.id, reason: input.reason },
      changes: [
        {
          topic: "users",
          kind: "user.role_changed",
          subject: { type: "user", id: userId, version: before.version + 1 },
          before: { role: before.role },
          after: { role },
          data: { role, previous: before.role },
          audience: [userId],
        },
      ],
    });
    return { outcome: "changed" };
  });
  if (result.outcome === "changed") wake("outbox");
  return result;
}
