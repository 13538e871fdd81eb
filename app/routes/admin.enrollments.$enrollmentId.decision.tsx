import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { type ClientActionFunctionArgs, useActionData } from "@remix-run/react";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { askOrTell } from "#app/components/unanswered.ts";
import { decideEnrollment } from "#app/features/approvals/decide-enrollment.server.ts";
import { DecisionForm } from "#app/features/approvals/decision-form.ts";
import { findStanding } from "#app/features/approvals/find-standing.server.ts";
import { type Unsent, UnsentDecision } from "#app/features/approvals/unsent-decision.tsx";
import type { NoAnswer, TooLate } from "#app/features/approvals/use-decision.ts";
import { db } from "#app/lib/db.server.ts";
import { adminPaths, EnrollmentParams } from "#app/paths.ts";
import { enrollmentDecisions } from "#db/schema.ts";

export const handle: RouteHandle = { access: { read: "anyone", write: "enrollment:decide" } };

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(wordsOf(matches, "office")("places.enrollments"), matches);

/** Requests whose action is answered by this page itself: its loader sends nobody away then. */
const answered = new WeakSet<object>();

/**
 * A decision about one enrollment, on the version being looked at. A plain form comes back to its page with what became
 * of it, or where it was not written is answered with the words typed for it; a script gets the same as an answer and
 * stays.
 */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const staff = await requireStaff(request, "enrollment:decide");
  const parsed = EnrollmentParams.safeParse(params);
  if (!parsed.success) throw new Response(null, { status: 404 });
  const { enrollmentId } = parsed.data;
  const fields = Object.fromEntries(await request.formData());
  const form = DecisionForm.safeParse(fields);
  const back = backTo(fields.back, enrollmentId);
  if (!form.success) {
    if (fields.answer === "json") return data({ enrollmentId, result: { outcome: "no_reason" } as const });
    return keepWords("no_reason", fields, { enrollmentId, back, context });
  }
  const { decision, version, reason } = form.data;
  const decided = await decideEnrollment(db(), {
    enrollmentId,
    decision,
    expectedVersion: version,
    reason,
    actor: { type: "staff", id: staff.id },
  });
  const isLate = decision === "undo" && (decided.outcome === "stale" || decided.outcome === "not_allowed");
  const result = isLate ? ({ ...decided, outcome: "too_late" } satisfies TooLate) : decided;
  if (form.data.answer === "json") return data({ enrollmentId, result });
  const { outcome } = result;
  if (outcome === "decided" || outcome === "missing")
    return redirect(withTold(back, { told: outcome, about: enrollmentId }), 303);
  // Pressed twice: who was first were they themselves.
  const own = "decided" in result && result.version === version + 1 ? result.decided : null;
  if (
    own?.latest &&
    own.by === staff.id &&
    own.decision === decision &&
    (own.reason ?? "") === (reason ?? "")
  )
    return redirect(withTold(back, { told: "decided", about: enrollmentId }), 303);
  return keepWords(outcome, fields, { enrollmentId, back, context });
}

/**
 * With script: an answer that never came is told at the row, and the page with all its other rows stays; a refusal brings
 * the words typed for it, which the row shows.
 */
export async function clientAction({ request, params, serverAction }: ClientActionFunctionArgs) {
  // Read while the decision is on its way: it waits for nothing.
  const typed = request.clone().formData();
  const answer = await askOrTell(() => serverAction<typeof action>());
  const reason = String((await typed).get("reason") ?? "");
  if (!answer || !("unanswered" in answer))
    return answer && "result" in answer && answer.result.outcome !== "decided"
      ? { ...answer, result: { ...answer.result, typed: reason } }
      : answer;
  const { errorId } = answer;
  const result = { outcome: "no_answer", errorId, reason } satisfies NoAnswer;
  return { ...answer, enrollmentId: params.enrollmentId!, result };
}

/**
 * Nobody types a reason twice: a refused decision that had one is answered with it, and one that lacks it with the field
 * for it. They go into no address: those are kept.
 */
async function keepWords(
  outcome: Unsent["outcome"],
  fields: Record<string, FormDataEntryValue>,
  at: { enrollmentId: string; back: string; context: object },
) {
  const { enrollmentId, back, context } = at;
  const reason = typeof fields.reason === "string" ? fields.reason.slice(0, 1_000) : "";
  const decision = enrollmentDecisions.find((one) => one === fields.decision);
  const answers = decision && (reason.trim() || outcome === "no_reason");
  const standing = answers ? await findStanding(db(), enrollmentId) : null;
  if (!standing || !decision) return redirect(withTold(back, { told: outcome, about: enrollmentId }), 303);
  answered.add(context);
  const unsent: Unsent = { outcome, decision, reason, back, row: standing.row };
  return data({ unsent }, { status: outcome === "no_reason" ? 422 : 409 });
}

/** A page of the office's enrollments, as the form names it; anything else is the enrollment itself. */
function backTo(wanted: unknown, enrollmentId: string): string {
  const known = typeof wanted === "string" && /^\/admin\/enrollments(\/enr_[0-9a-z]+)?(\?|$)/.test(wanted);
  return known ? wanted : adminPaths.enrollment(enrollmentId);
}

function withTold(path: string, told: Record<string, string>): string {
  const url = new URL(path, "http://office.invalid");
  for (const [name, value] of Object.entries(told)) url.searchParams.set(name, value);
  return url.pathname + url.search;
}

/** Asked for by itself, as by a reload after the POST: back to the enrollment. */
export const loader = async ({ params, context }: LoaderFunctionArgs) =>
  answered.has(context) ? null : redirect(adminPaths.enrollment(params.enrollmentId!), 303);

/** Drawn for a decision without script that was not written. A page also so that a 403 is told in the office's own frame. */
export default function Decision() {
  const answer = useActionData<typeof action>();
  return answer && "unsent" in answer ? <UnsentDecision unsent={answer.unsent} /> : null;
}
