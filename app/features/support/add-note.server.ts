import { recordChanges } from "#app/features/outbox/record-changes.server.ts";
import { type Act, actOnce, done, refused } from "#app/features/support/act-once.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { newId } from "#app/lib/ids.ts";
import { keyWithWords } from "#app/lib/key-with-words.server.ts";

/** A note for colleagues about a person. The person never sees it, nor hears of it. */
export function addNote(db: Db, input: Act & { userId: string; body: string }) {
  const { userId, body, actor } = input;
  const key = keyWithWords(input.key, [body]);
  return actOnce(db, { ...input, key, kind: "note.added" }, async (trx) => {
    const person = await trx
      .selectFrom("users")
      .select("version")
      .where("id", "=", userId)
      .executeTakeFirst();
    if (!person) return refused({ outcome: "no_person" as const });
    const id = newId("nte");
    await trx.insertInto("person_notes").values({ id, user_id: userId, author_id: actor.id, body }).execute();
    await recordChanges(trx, {
      actor,
      changes: [
        {
          topic: "users",
          kind: "user.noted",
          subject: { type: "user", id: userId, version: person.version },
          before: null,
          after: { note_id: id },
          data: { noteId: id },
          audience: [],
        },
      ],
    });
    return done({ outcome: "added" as const, noteId: id });
  });
}
