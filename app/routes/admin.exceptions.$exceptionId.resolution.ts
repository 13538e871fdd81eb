import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { z } from "zod";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { decideException, exceptionDecisions } from "#app/features/exceptions/decide-exception.server.ts";
import { assertNever } from "#app/lib/assert-never.ts";
import { db } from "#app/lib/db.server.ts";
import { adminPaths, ExceptionParams } from "#app/paths.ts";

export const handle: RouteHandle = { access: { read: "anyone", write: "exception:resolve" } };

const DecisionForm = z.object({
  decision: z.enum(exceptionDecisions),
  reason: z.string().trim().min(3).max(1_000),
  version: z.coerce.number().int().positive(),
});

/** A person's decision with its reason; comes back to the exception with what became of it. */
export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  const staff = await requireStaff(request, "exception:resolve");
  const parsed = ExceptionParams.safeParse(params);
  if (!parsed.success) throw new Response(null, { status: 404 });
  const { exceptionId } = parsed.data;
  const answer = (told: string) => redirect(`${adminPaths.exception(exceptionId)}?told=${told}`, 303);
  const form = DecisionForm.safeParse(Object.fromEntries(await request.formData()));
  if (!form.success) return answer("no_reason");
  const { decision, reason, version } = form.data;
  const result = await decideException(db(), {
    exceptionId,
    expectedVersion: version,
    decision,
    reason,
    actor: { type: "staff", id: staff.id },
  });
  switch (result.outcome) {
    case "missing":
      throw new Response(null, { status: 404 });
    case "decided":
      return answer(result.status);
    case "stale":
      return answer("stale");
    default:
      return assertNever(result);
  }
}

/** A reload after the POST: back to the exception. */
export const loader = ({ params }: LoaderFunctionArgs) =>
  redirect(adminPaths.exception(params.exceptionId!), 303);

/** Never drawn. It makes this a page, so that without script too a refusal is told in the office's own frame. */
export default function Nothing() {
  return null;
}
