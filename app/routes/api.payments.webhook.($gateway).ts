import type { ActionFunctionArgs } from "@remix-run/node";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { receiveWebhook } from "#app/features/webhooks/receive-webhook.server.ts";
import { isGatewayName } from "#app/gateways/gateway.ts";
import { gateways } from "#app/gateways/registry.server.ts";
import { assertNever } from "#app/lib/assert-never.ts";
import { readCapped } from "#app/lib/read-capped.ts";

export const handle: RouteHandle = { access: { read: "anyone", write: "credential" } };

const maxBytes = 256 * 1024;
const answer = (status: number, headers?: Record<string, string>) => new Response(null, { status, headers });

/** Webhooks of the gateways. The bare path is Paymob's. Bodies of answers are empty: Paymob stores them (gateways.md P6). */
export async function action({ request, params, context }: ActionFunctionArgs): Promise<Response> {
  const name = params.gateway ?? "paymob";
  if (!isGatewayName(name) || !gateways().has(name)) return answer(404);
  if (request.method !== "POST") return answer(405, { Allow: "POST" });
  if (!/^application\/json\s*(?:;|$)/i.test(request.headers.get("content-type") ?? "")) return answer(415);
  const raw = await readCapped(request, maxBytes);
  if (raw === null) return answer(413);
  const result = await receiveWebhook(gateways(), {
    gateway: name,
    raw,
    headers: request.headers,
    url: new URL(request.url),
    ip: context.clientIp ?? null,
    requestId: context.requestId ?? null,
  });
  switch (result.outcome) {
    case "stored":
      return answer(200);
    case "not_configured":
      return answer(404);
    case "bad_signature":
      return answer(401);
    case "unparseable":
      return answer(400);
    case "flooding":
      return answer(429, { "Retry-After": String(result.retryAfter) });
    case "not_stored":
      return answer(503, { "Retry-After": "5" });
    default:
      return assertNever(result);
  }
}

/** A browser or a checker that GETs the address. */
export function loader({ params }: { params: { gateway?: string } }): Response {
  const name = params.gateway ?? "paymob";
  return isGatewayName(name) && gateways().has(name) ? answer(405, { Allow: "POST" }) : answer(404);
}
