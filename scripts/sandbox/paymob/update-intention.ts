import { fieldErrors, parseJsonObject } from "../http/parse-body.ts";
import { json, type Reply } from "../http/reply.ts";
import type { SandboxRequest } from "../http/route.ts";
import { requireSecretKey } from "./authorize.ts";
import { itemsMatch, textsOf, unmatchedItems } from "./create-intention.ts";
import { intentionBody } from "./intention-body.ts";
import { IntentionUpdateSchema } from "./intention-schema.ts";

/** `PUT /v1/intention/{client_secret}` with `accept_order_id` and the fields to change. */
export function updateIntention(request: SandboxRequest): Reply {
  const refused = requireSecretKey(request);
  if (refused) return refused;
  const body = parseJsonObject(request);
  if (!body.ok) return body.reply;
  const parsed = IntentionUpdateSchema.safeParse(body.data);
  if (!parsed.success) return json(400, fieldErrors(parsed.error));
  // Defaults that the schema fills in are not changes: only what was sent counts.
  const sent = (name: string) => name in body.data;
  const input = parsed.data;

  const order = request.sandbox.paymob.ordersByClientSecret.get(request.params.clientSecret!);
  if (!order || order.id !== input.accept_order_id) return json(404, { detail: "Not found." });
  const amount = input.amount ?? order.amountCents;
  const items = sent("items") ? (input.items ?? []) : order.items;
  if (!itemsMatch(items, amount)) return json(406, unmatchedItems);

  order.amountCents = amount;
  order.items = items;
  if (input.billing_data) order.billing = textsOf(input.billing_data);
  if (sent("notification_url")) order.notificationUrl = input.notification_url ?? null;
  if (sent("redirection_url")) order.redirectionUrl = input.redirection_url ?? null;
  return json(200, intentionBody(order));
}

/** `GET /v1/intention/element/{public_key}/{client_secret}/`: no authorization, the public key is in the path. */
export function readIntention(request: SandboxRequest): Reply {
  const { publicKey, clientSecret } = request.params;
  const order = request.sandbox.paymob.ordersByClientSecret.get(clientSecret!);
  if (publicKey !== request.sandbox.keys.paymob.publicKey || !order)
    return json(404, { detail: "Not found." });
  return json(200, intentionBody(order));
}
