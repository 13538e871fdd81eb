import { sql } from "kysely";
import { recordChanges } from "#app/features/outbox/record-changes.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import type { Locale } from "#app/messages/locales.ts";
import type { Role } from "#db/schema.ts";

/** The language that pages and mail speak to this person. */
export async function changeLocale(db: Db, user: { id: string; role: Role }, locale: Locale) {
  return db.transaction().execute(async (trx) => {
    const before = await trx
      .selectFrom("users")
      .select(["locale", "version"])
      .where("id", "=", user.id)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (before.locale === locale) return { outcome: "unchanged" } as const;
    await trx
      .updateTable("users")
      .set({ locale, version: sql`version + 1`, updated_at: sql`now()` })
      .where("id", "=", user.id)
      .execute();
    await recordChanges(trx, {
      actor: { type: user.role === "student" ? "student" : "staff", id: user.id },
      changes: [
        {
          topic: "users",
          kind: "user.profile_changed",
          subject: { type: "user", id: user.id, version: before.version + 1 },
          before: { locale: before.locale },
          after: { locale },
          data: { changed: ["locale"] },
          audience: [user.id],
        },
      ],
    });
    return { outcome: "changed" } as const;
  });
}
