import { data, redirect } from "@remix-run/node";
import { z } from "zod";
import { decideException, exceptionDecisions } from "#app/features/exceptions/decide-exception.server.ts";
import { assertNever } from "#app/lib/assert-never.ts";
import { db } from "#app/lib/db.server.ts";
import { typedIn, typedText } from "#app/lib/typed-text.ts";
import { adminPaths } from "#app/paths.ts";

const DecisionForm = z.object({
  decision: z.enum(exceptionDecisions),
  reason: typedText(3, 1_000),
  version: z.coerce.number().int().positive(),
});

/** The POST of a person's decision with its reason; a refusal brings the reason back. */
export async function decide(fields: FormData, exceptionId: string, staffId: string) {
  const refuse = (told: "no_reason" | "stale", status: number) =>
    data({ told, reason: typedIn(fields, "reason") }, { status });
  const form = DecisionForm.safeParse(Object.fromEntries(fields));
  if (!form.success) return refuse("no_reason", 422);
  const { decision, reason, version } = form.data;
  const result = await decideException(db(), {
    exceptionId,
    expectedVersion: version,
    decision,
    reason,
    actor: { type: "staff", id: staffId },
  });
  switch (result.outcome) {
    case "missing":
      throw new Response(null, { status: 404 });
    case "decided":
      return redirect(`${adminPaths.exception(exceptionId)}?told=${result.status}`, 303);
    case "stale":
      return refuse("stale", 409);
    default:
      return assertNever(result);
  }
}
