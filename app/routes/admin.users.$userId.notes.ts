import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { z } from "zod";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { findPerson } from "#app/features/people/find-person.server.ts";
import { addNote } from "#app/features/support/add-note.server.ts";
import { assertNever } from "#app/lib/assert-never.ts";
import { db } from "#app/lib/db.server.ts";
import { adminPaths, UserParams } from "#app/paths.ts";

export const handle: RouteHandle = { access: { read: "anyone", write: "case:work" } };

const NoteForm = z.object({
  key: z.string().regex(/^[\w-]{8,100}$/),
  body: z.string().trim().min(1).max(4_000),
});

/** A note for colleagues about a person. */
export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  const staff = await requireStaff(request, "case:work");
  const parsed = UserParams.safeParse(params);
  const person = parsed.success ? await findPerson(db(), parsed.data.userId) : null;
  if (!person) throw new Response(null, { status: 404 });
  const answer = (told: string) => redirect(adminPaths.user(person.id, { told }), 303);
  const form = NoteForm.safeParse(Object.fromEntries(await request.formData()));
  if (!form.success) return answer("form");
  const result = await addNote(db(), {
    ...form.data,
    userId: person.id,
    actor: { type: "staff", id: staff.id },
  });
  switch (result.outcome) {
    case "added":
      return answer("noted");
    case "key_reused":
      return answer("key_reused");
    case "no_person":
      throw new Response(null, { status: 404 });
    default:
      return assertNever(result);
  }
}

/** A reload after the POST: back to the person. */
export const loader = ({ params }: LoaderFunctionArgs) => redirect(adminPaths.user(params.userId!), 303);

/** Never drawn. It makes this a page, so that without script too a refusal is told in the office's own frame. */
export default function Nothing() {
  return null;
}
