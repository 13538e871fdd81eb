import { z } from "zod";
import type { Envelope, GatewayEvent } from "#app/gateways/gateway.ts";
import { isObject } from "#app/gateways/is-object.ts";
import { isAmbiguousIntegration, type PaymobAccount } from "#app/gateways/paymob/account.server.ts";
import { isTimestamp } from "#app/gateways/paymob/gateway-time.ts";
import { readTransaction } from "#app/gateways/paymob/read-transaction.server.ts";
import { readState } from "#app/gateways/paymob/state.ts";
import { CallbackTransaction, describeProblem } from "#app/gateways/paymob/transaction-schema.ts";

/** What an authentic callback says, in our words. Never throws. */
export function readEvent(envelope: Envelope, account: PaymobAccount): GatewayEvent {
  const body = isObject(envelope.body) ? envelope.body : {};
  switch (envelope.kind) {
    case "transaction":
      return readTransactionEvent(body.obj, account);
    case "card_token":
      return readWith(CardToken, body.obj, ({ order_id }) => ({
        type: "card_token",
        orderRef: order_id === null ? null : String(order_id),
      }));
    case "delivery_status":
      return readWith(DeliveryStatus, body.obj, ({ order_id, order_delivery_status }) => ({
        type: "delivery_status",
        orderRef: String(order_id),
        status: order_delivery_status,
      }));
    case "subscription":
      return readWith(Subscription, body, ({ trigger_type, subscription_data }) => ({
        type: "subscription",
        trigger: trigger_type,
        subscriptionRef: String(subscription_data.id),
      }));
    case "other":
      return { type: "unsupported", description: "a callback of an unknown type" };
  }
}

function readTransactionEvent(obj: unknown, account: PaymobAccount): GatewayEvent {
  const read = CallbackTransaction.safeParse(obj);
  if (!read.success) return malformed(describeProblem(read.error), obj);
  const { data: transaction } = read;
  const fact = readTransaction(transaction, account, "in a callback");
  const standing = readState(transaction);
  if (standing.about === "child") {
    if (!transaction.parent_transaction) return malformed("parent_transaction: a child names no parent", obj);
    const parentRef = String(transaction.parent_transaction);
    return { type: "child", child: standing.child, parentRef, fact };
  }
  const claimedRefundMinor = fact.state === "refunded" ? transaction.refunded_amount_cents : undefined;
  return { type: "transaction", fact, confirm: needsConfirmation(), claimedRefundMinor };

  /** Whatever rests on a field Paymob does not sign, or on a signature that could mean two things. */
  function needsConfirmation(): boolean {
    if (fact.state === "refunded" || fact.state === "voided") return true;
    if (fact.state === "succeeded" && transaction.is_auth) return true; // is_captured is not signed
    return isAmbiguousIntegration(account, transaction.integration_id);
  }
}

const id = z.int().positive();
const timestamp = z.string().refine(isTimestamp);
const word = z.string().regex(/^[A-Za-z]/);

const CardToken = z.object({
  id,
  card_subtype: word,
  created_at: timestamp,
  email: z.string(),
  masked_pan: z.string().regex(/^[xX*][xX*\d-]+$/),
  merchant_id: id,
  token: z.string().min(1),
  // A string here, a number in transactions (gateways.md P2).
  order_id: z
    .union([id, z.string().regex(/^[1-9]\d*$/)])
    .nullish()
    .transform((order) => order ?? null),
});
const DeliveryStatus = z.object({
  order_id: id,
  order_delivery_status: word,
  merchant_id: id,
  merchant_name: z.string(),
  updated_at: timestamp,
});
const Subscription = z.object({ trigger_type: word, subscription_data: z.object({ id }) });

function readWith<T>(schema: z.ZodType<T>, value: unknown, say: (read: T) => GatewayEvent): GatewayEvent {
  const read = schema.safeParse(value);
  return read.success ? say(read.data) : malformed(describeProblem(read.error), value);
}

/** The order it names is for the eye: a person looking into it, never a binding. */
function malformed(problem: string, obj: unknown): GatewayEvent {
  const order = isObject(obj) && isObject(obj.order) ? obj.order.id : null;
  const named = typeof order === "number" || typeof order === "string";
  return { type: "malformed", problem, orderRef: named ? String(order).slice(0, 40) : null };
}
