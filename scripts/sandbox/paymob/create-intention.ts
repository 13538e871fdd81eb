import { randomBytes } from "node:crypto";
import { fieldErrors, parseJsonObject } from "../http/parse-body.ts";
import { json, type Reply } from "../http/reply.ts";
import type { SandboxRequest } from "../http/route.ts";
import type { Integration } from "../keys.ts";
import type { Sandbox } from "../sandbox.ts";
import { requireSecretKey } from "./authorize.ts";
import { intentionBody } from "./intention-body.ts";
import { type IntentionInput, IntentionSchema } from "./intention-schema.ts";
import type { OrderRecord } from "./records.ts";

const integrationUnknown = {
  detail:
    "Integration ID/Name does not exist in our system. You can find the list of Integration ID's/Names from Merchant Dashboard under Developers → Payment Integrations Tab",
};

/** `POST /v1/intention/`: 201, or 401, 400 (field map), 404 (integration), 406 (item sum). */
export function createIntention(request: SandboxRequest): Reply {
  const refused = requireSecretKey(request);
  if (refused) return refused;
  const body = parseJsonObject(request);
  if (!body.ok) return body.reply;
  const parsed = IntentionSchema.safeParse(body.data);
  if (!parsed.success) return json(400, fieldErrors(parsed.error));
  const input = parsed.data;
  const { sandbox } = request;

  const integrations = findIntegrations(sandbox, input.payment_methods);
  if (!integrations) return json(404, integrationUnknown);
  const foreign = integrations.find((each) => each.currency !== input.currency);
  if (foreign)
    return json(400, {
      integrations: [`Currency must be ${foreign.currency} for integration ${foreign.id}.`],
    });
  if (!itemsMatch(input.items, input.amount)) return json(406, unmatchedItems);
  if (input.special_reference && sandbox.paymob.ordersByReference.has(input.special_reference))
    return json(400, {
      special_reference: ["payment intention with this special reference already exists."],
    });

  const order = recordOrder(sandbox, input, integrations);
  return json(201, intentionBody(order));
}

export const unmatchedItems = {
  detail: "Items prices do not match the total amount.",
  code: "unmatched_item_prices",
};

/**
 * Sources disagree whether an item's quantity counts (gateways.md P1, item sum), so both readings must hold:
 * lines of quantity 1 satisfy them.
 */
export function itemsMatch(items: IntentionInput["items"], amount: number): boolean {
  if (items.length === 0) return true;
  const plain = items.reduce((sum, item) => sum + item.amount, 0);
  const multiplied = items.reduce((sum, item) => sum + item.amount * item.quantity, 0);
  return plain === amount && multiplied === amount;
}

/** Integer ids only: an id sent as a string is read as a name, and this account has no named integrations. */
function findIntegrations(sandbox: Sandbox, wanted: (number | string)[]): Integration[] | null {
  const found = wanted.map((id) => sandbox.keys.paymob.integrations.find((each) => each.id === id));
  return found.every((each) => each !== undefined) ? (found as Integration[]) : null;
}

function recordOrder(sandbox: Sandbox, input: IntentionInput, integrations: Integration[]): OrderRecord {
  const now = new Date();
  const order: OrderRecord = {
    id: sandbox.nextId(),
    shippingId: sandbox.nextId(),
    intentionId: `pi_test_${randomBytes(16).toString("hex")}`,
    clientSecret: `egy_csk_test_${randomBytes(16).toString("hex")}`,
    reference: input.special_reference ?? null,
    amountCents: input.amount,
    currency: input.currency,
    integrations,
    items: input.items,
    billing: textsOf(input.billing_data),
    extras: input.extras ?? {},
    notificationUrl: input.notification_url ?? null,
    redirectionUrl: input.redirection_url ?? null,
    authOnly: input.is_auth === true || input.payment_type === "AUTH",
    createdAt: now,
    expiresAt: new Date(now.getTime() + input.expiration * 1000),
    transactionIds: [],
  };
  sandbox.paymob.orders.set(order.id, order);
  sandbox.paymob.ordersByClientSecret.set(order.clientSecret, order);
  if (order.reference) sandbox.paymob.ordersByReference.set(order.reference, order);
  return order;
}

export function textsOf(billing: Record<string, string | undefined>): Record<string, string> {
  const pairs = Object.entries(billing).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return Object.fromEntries(pairs);
}
