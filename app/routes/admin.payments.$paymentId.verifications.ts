import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { verifyPayment } from "#app/features/payments/verify-payment.server.ts";
import { gateways } from "#app/gateways/registry.server.ts";
import { assertNever } from "#app/lib/assert-never.ts";
import { db } from "#app/lib/db.server.ts";
import { adminPaths, PaymentParams } from "#app/paths.ts";

export const handle: RouteHandle = { access: { read: "anyone", write: "payment:verify" } };

/** Asks the gateways now what became of this payment, and comes back to it with the answer. */
export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  const staff = await requireStaff(request, "payment:verify");
  const parsed = PaymentParams.safeParse(params);
  if (!parsed.success) throw new Response(null, { status: 404 });
  const { paymentId } = parsed.data;
  const result = await verifyPayment(db(), gateways(), {
    paymentId,
    source: "return",
    actor: { type: "staff", id: staff.id },
  });
  const answer = (verified: string) => redirect(`${adminPaths.payment(paymentId)}?verified=${verified}`, 303);
  switch (result.outcome) {
    case "missing":
      throw new Response(null, { status: 404 });
    case "verified":
      return answer(result.before === result.after ? "same" : "changed");
    case "no_answer":
      return answer("no_answer");
    default:
      return assertNever(result);
  }
}

/** A reload after the POST: back to the payment. */
export const loader = ({ params }: LoaderFunctionArgs) =>
  redirect(adminPaths.payment(params.paymentId!), 303);

/** Never drawn. It makes this a page, so that without script too a refusal is told in the office's own frame. */
export default function Nothing() {
  return null;
}
