import { data, redirect } from "@remix-run/node";
import { z } from "zod";
import { sentKey } from "#app/features/support/act-form.ts";
import { addNote } from "#app/features/support/add-note.server.ts";
import { assertNever } from "#app/lib/assert-never.ts";
import { db } from "#app/lib/db.server.ts";
import { typedIn, typedText } from "#app/lib/typed-text.ts";
import { adminPaths } from "#app/paths.ts";

const NoteForm = z.object({
  key: z.string().regex(/^[\w-]{8,100}$/),
  body: typedText(1, 4_000),
});

/** The POST of a note for colleagues about a person; a refusal brings the words back. */
export async function keepNote(fields: FormData, userId: string, staffId: string) {
  const refuse = (problem: "form" | "key_reused", status: number) =>
    data(
      { problem, body: typedIn(fields, "body"), key: problem === "form" ? sentKey(fields) : undefined },
      { status },
    );
  const form = NoteForm.safeParse(Object.fromEntries(fields));
  if (!form.success) return refuse("form", 422);
  const result = await addNote(db(), { ...form.data, userId, actor: { type: "staff", id: staffId } });
  switch (result.outcome) {
    case "added":
      return redirect(adminPaths.user(userId, { told: "noted" }), 303);
    case "key_reused":
      return refuse("key_reused", 409);
    case "no_person":
      throw new Response(null, { status: 404 });
    default:
      return assertNever(result);
  }
}
