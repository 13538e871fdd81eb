import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { replayDelivery } from "#app/features/webhooks/replay-delivery.server.ts";
import { gateways } from "#app/gateways/registry.server.ts";
import { assertNever } from "#app/lib/assert-never.ts";
import { db } from "#app/lib/db.server.ts";
import { adminPaths, WebhookParams } from "#app/paths.ts";

export const handle: RouteHandle = { access: { read: "anyone", write: "webhook:replay" } };

/** Runs a stored delivery again, now, and comes back to it with what became of it. */
export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  const staff = await requireStaff(request, "webhook:replay");
  const parsed = WebhookParams.safeParse(params);
  if (!parsed.success) throw new Response(null, { status: 404 });
  const { webhookId } = parsed.data;
  const result = await replayDelivery(db(), gateways(), webhookId, { type: "staff", id: staff.id });
  const answer = (replayed: string) => redirect(`${adminPaths.webhook(webhookId)}?replayed=${replayed}`, 303);
  switch (result.outcome) {
    case "missing":
      throw new Response(null, { status: 404 });
    case "not_replayable":
    case "busy":
      return answer(result.outcome);
    case "replayed":
      return answer(result.status === "processed" ? "processed" : "not_yet");
    default:
      return assertNever(result);
  }
}

/** A reload after the POST: back to the delivery. */
export const loader = ({ params }: LoaderFunctionArgs) =>
  redirect(adminPaths.webhook(params.webhookId!), 303);
