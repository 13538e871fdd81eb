import { sql } from "kysely";
import { recordChanges } from "#app/features/outbox/record-changes.server.ts";
import type { RegisterInput } from "#app/features/people/forms.ts";
import { hashPassword, passwordFits } from "#app/features/people/password-hash.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { newId } from "#app/lib/ids.ts";
import type { Locale } from "#app/messages/locales.ts";

/**
 * Makes a student of someone new. An address is one person's, whatever its case. The same form pressed twice, or sent
 * again because its answer was lost, is that one person again.
 */
export async function register(db: Db, input: RegisterInput & { locale?: Locale }) {
  const id = newId("usr");
  const passwordHash = await hashPassword(input.password);
  const result = await db.transaction().execute(async (trx) => {
    const made = await trx
      .insertInto("users")
      .values({
        id,
        email: input.email,
        name: input.name,
        phone: input.phone ?? null,
        password_hash: passwordHash,
        role: "student",
        locale: input.locale ?? "en",
      })
      .onConflict((conflict) => conflict.column("email").doNothing())
      .returning("id")
      .executeTakeFirst();
    if (!made) return { outcome: "email_taken" } as const;
    await recordChanges(trx, {
      actor: { type: "student", id },
      changes: [
        {
          topic: "users",
          kind: "user.registered",
          subject: { type: "user", id, version: 1 },
          before: null,
          after: { role: "student" },
          data: { role: "student" },
          audience: [id],
        },
      ],
    });
    return { outcome: "registered", userId: id } as const;
  });
  if (result.outcome === "registered") return result;
  const first = await db
    .selectFrom("users")
    .select(["id", "password_hash"])
    .where("email", "=", input.email)
    .where("name", "=", input.name)
    .where("role", "=", "student")
    .where("merged_into", "is", null)
    .where("created_at", ">", sql<Date>`now() - interval '10 minutes'`)
    .executeTakeFirst();
  return first && (await passwordFits(first.password_hash, input.password))
    ? ({ outcome: "registered", userId: first.id } as const)
    : result;
}
