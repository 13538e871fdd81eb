import { recordChanges } from "#app/features/outbox/record-changes.server.ts";
import type { RegisterInput } from "#app/features/people/forms.ts";
import { hashPassword } from "#app/features/people/password-hash.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { newId } from "#app/lib/ids.ts";
import type { Locale } from "#app/messages/locales.ts";

/** Makes a student of someone new. An address is one person's, whatever its case. */
export async function register(db: Db, input: RegisterInput & { locale?: Locale }) {
  const id = newId("usr");
  const passwordHash = await hashPassword(input.password);
  return db.transaction().execute(async (trx) => {
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
}
