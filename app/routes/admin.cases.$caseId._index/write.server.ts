import { data, redirect } from "@remix-run/node";
import { z } from "zod";
import { sentKey } from "#app/features/support/act-form.ts";
import { writeToCase } from "#app/features/support/write-to-case.server.ts";
import { assertNever } from "#app/lib/assert-never.ts";
import { db } from "#app/lib/db.server.ts";
import { typedIn, typedText } from "#app/lib/typed-text.ts";
import { adminPaths } from "#app/paths.ts";

const MessageForm = z.object({
  kind: z.enum(["answer", "note"]),
  body: typedText(1, 4_000),
  key: z.string().regex(/^[\w-]{8,100}$/),
  version: z.coerce.number().int().positive(),
});

/** The POST of an answer to the student or a note for colleagues; a refusal brings the words back. */
export async function writeMessage(fields: FormData, caseId: string, staffId: string) {
  const refuse = (problem: "form" | "stale" | "closed", status: number) =>
    data(
      { problem, kind: typedIn(fields, "kind"), body: typedIn(fields, "body"), key: sentKey(fields) },
      { status },
    );
  const form = MessageForm.safeParse(Object.fromEntries(fields));
  if (!form.success) return refuse("form", 422);
  const { kind, body, key, version } = form.data;
  const result = await writeToCase(db(), {
    caseId,
    kind,
    body,
    formKey: key,
    expectedVersion: version,
    actor: { type: "staff", id: staffId },
  });
  const told = (what: string) => redirect(adminPaths.case(caseId, { told: what }), 303);
  switch (result.outcome) {
    case "missing":
      throw new Response(null, { status: 404 });
    case "written":
      return told(kind === "answer" ? "answered" : "written");
    case "repeated":
      return told("repeated");
    case "stale":
      return refuse("stale", 409);
    case "resolved":
      return refuse("closed", 409);
    default:
      return assertNever(result);
  }
}
