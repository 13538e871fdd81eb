import { sql } from "kysely";
import { recordChanges } from "#app/features/outbox/record-changes.server.ts";
import {
  editableFields,
  type FieldConflict,
  mergeFields,
  type PersonFields,
} from "#app/features/people/merge-fields.ts";
import { type Db, databaseErrorCode } from "#app/lib/db.server.ts";
import { wake } from "#app/lib/wake.server.ts";
import type { Role } from "#db/schema.ts";

export type EditResult =
  /** `alsoChanged`: fields that a colleague changed meanwhile, and that were kept. */
  | { outcome: "changed"; alsoChanged: string[] }
  | { outcome: "unchanged" }
  | { outcome: "missing" }
  | { outcome: "email_taken" }
  /** Staff accounts are edited by who may change roles, owners by owners. */
  | { outcome: "not_yours" }
  | { outcome: "conflict"; conflicts: FieldConflict[]; version: number; theirs: PersonFields };

/** Staff edit a person. Another edit meanwhile is merged field by field; only what both changed comes back to be chosen. */
export async function editPerson(
  db: Db,
  input: {
    userId: string;
    expectedVersion: number;
    base: PersonFields;
    fields: PersonFields;
    actor: { id: string; role: Role; mayEditStaff: boolean };
  },
): Promise<EditResult> {
  const { userId, actor } = input;
  const result = await db
    .transaction()
    .execute(async (trx): Promise<EditResult> => {
      const before = await trx
        .selectFrom("users")
        .select(["name", "email", "phone", "locale", "role", "version", "merged_into"])
        .where("id", "=", userId)
        .forUpdate()
        .executeTakeFirst();
      if (!before || before.merged_into) return { outcome: "missing" };
      if (before.role !== "student" && userId !== actor.id && !actor.mayEditStaff)
        return { outcome: "not_yours" };
      if (before.role === "owner" && actor.role !== "owner") return { outcome: "not_yours" };
      const theirs = fieldsOf(before);
      const base = before.version === input.expectedVersion ? theirs : input.base;
      const { merged, conflicts } = mergeFields({ base, yours: input.fields, theirs });
      if (conflicts.length > 0) return { outcome: "conflict", conflicts, version: before.version, theirs };
      const changed = editableFields.filter((field) => merged[field] !== theirs[field]);
      if (changed.length === 0) return { outcome: "unchanged" };
      await trx
        .updateTable("users")
        .set({ ...merged, phone: merged.phone || null, version: sql`version + 1`, updated_at: sql`now()` })
        .where("id", "=", userId)
        .execute();
      await recordChanges(trx, {
        actor: { type: "staff", id: actor.id },
        changes: [
          {
            topic: "users",
            kind: "user.edited",
            subject: { type: "user", id: userId, version: before.version + 1 },
            // Which fields, not what they say: the audit log keeps no personal data it does not need.
            before: null,
            after: { changed },
            data: { changed },
            audience: [userId],
          },
        ],
      });
      const alsoChanged = editableFields.filter((field) => base[field] !== theirs[field]);
      return { outcome: "changed", alsoChanged };
    })
    .catch((error: unknown): EditResult => {
      // The address is another account's; the unique index says so, whoever was first.
      if (databaseErrorCode(error) === "23505") return { outcome: "email_taken" };
      throw error;
    });
  if (result.outcome === "changed") wake("outbox");
  return result;
}

/** A stored person as the form has them. */
export const fieldsOf = (person: {
  name: string;
  email: string;
  phone: string | null;
  locale: string;
}): PersonFields => ({
  name: person.name,
  email: person.email,
  phone: person.phone ?? "",
  locale: person.locale,
});
