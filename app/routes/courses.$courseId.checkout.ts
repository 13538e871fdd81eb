import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { z } from "zod";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { getUser } from "#app/auth/session.server.ts";
import { resultPath } from "#app/features/checkout/result-link.server.ts";
import { startCheckout } from "#app/features/checkout/start-checkout.server.ts";
import { currencyField } from "#app/features/checkout/ways.ts";
import { gatewayNames } from "#app/gateways/gateway.ts";
import { gateways } from "#app/gateways/registry.server.ts";
import { assertNever } from "#app/lib/assert-never.ts";
import { db } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";

export const handle: RouteHandle = { access: { read: "anyone", write: "signed_in" } };

const CheckoutForm = z.object({
  gateway: z.enum(gatewayNames),
  idempotencyKey: z.string().trim().min(1).max(120),
});

/** Which of its currencies, of a gateway that takes several. */
const Currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .optional();

/** What the page asked for when the button was pressed; a form without it buys at the price of now. */
const ShownPrices = z.array(z.string().max(40)).max(20);

/** Buy: a plain form's POST becomes a 303 to the gateway, or back with what stands in the way. */
export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  const courseId = params.courseId!;
  const course = `/courses/${encodeURIComponent(courseId)}`;
  const user = await getUser(request);
  if (!user) return redirect(`/login?redirectTo=${encodeURIComponent(course)}`, 303);
  // A body that is no form is the sender's mistake, like a form with nothing in it.
  const fields = await request.formData().catch(() => new FormData());
  const form = CheckoutForm.safeParse(Object.fromEntries(fields));
  const shown = ShownPrices.safeParse(fields.getAll("shownPrice"));
  const currency = Currency.safeParse(
    form.success ? (fields.get(currencyField(form.data.gateway)) ?? undefined) : undefined,
  );
  if (!form.success || !currency.success) return redirect(`${course}?problem=form`, 303);
  const student = await db()
    .selectFrom("users")
    .select(["id", "name", "email", "phone"])
    .where("id", "=", user.id)
    .executeTakeFirstOrThrow();
  const result = await startCheckout(db(), gateways(), {
    ...form.data,
    currency: currency.data,
    shownPrices: shown.data?.length ? shown.data : undefined,
    courseId,
    student,
    appUrl: env().APP_URL,
  });
  switch (result.outcome) {
    case "redirect":
      return redirect(result.url, 303);
    case "already_enrolled":
      return redirect(`${course}?problem=already_enrolled`, 303);
    case "paid":
      return redirect(resultPath(result.courseId, result.paymentId), 303);
    case "refused":
    case "unknown":
      return redirect(resultPath(courseId, result.paymentId), 303);
    case "full":
    case "needs_approval":
    case "not_sold":
    case "gateway_off":
    case "key_reused":
    case "price_changed":
      return redirect(`${course}?problem=${result.outcome}`, 303);
    default:
      return assertNever(result);
  }
}

/** A reload of the address bar after the POST: back to the course. */
export function loader({ params }: LoaderFunctionArgs): Response {
  return redirect(`/courses/${encodeURIComponent(params.courseId!)}`, 303);
}
