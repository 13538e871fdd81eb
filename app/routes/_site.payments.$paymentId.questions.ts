import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { z } from "zod";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireUser } from "#app/auth/session.server.ts";
import { askAboutPayment } from "#app/features/support/open-case.server.ts";
import { assertNever } from "#app/lib/assert-never.ts";
import { db } from "#app/lib/db.server.ts";
import { PaymentParams, paths } from "#app/paths.ts";

export const handle: RouteHandle = { access: { read: "anyone", write: "signed_in" } };

const QuestionForm = z.object({
  question: z.string().trim().min(1).max(4_000),
  key: z.string().regex(/^[\w-]{8,100}$/),
});

/** A student's question about a payment of theirs; comes back to the payment, where the answer will stand. */
export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  const user = await requireUser(request);
  const parsed = PaymentParams.safeParse(params);
  if (!parsed.success) throw new Response(null, { status: 404 });
  const { paymentId } = parsed.data;
  const answer = (asked: string) => redirect(`${paths.payment(paymentId)}?asked=${asked}#questions`, 303);
  const form = QuestionForm.safeParse(Object.fromEntries(await request.formData()));
  if (!form.success) return answer("form");
  const result = await askAboutPayment(db(), {
    studentId: user.id,
    paymentId,
    question: form.data.question,
    formKey: form.data.key,
  });
  switch (result.outcome) {
    case "missing":
      throw new Response(null, { status: 404 });
    case "opened":
    case "asked":
      return answer("sent");
    case "too_many":
      return answer("too_many");
    default:
      return assertNever(result);
  }
}

/** A reload after the POST: back to the payment. */
export const loader = ({ params }: LoaderFunctionArgs) => redirect(paths.payment(params.paymentId!), 303);

/** Never drawn. It makes this a page, so that without script too a refusal is told in the page's own frame. */
export default function Nothing() {
  return null;
}
