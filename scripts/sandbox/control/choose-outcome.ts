import { z } from "zod";
import { deliveryModes } from "../delivery/deliver-as.ts";
import { json, type Reply } from "../http/reply.ts";
import type { SandboxRequest } from "../http/route.ts";
import { payPaylink } from "../ikhokha/pay-paylink.ts";
import { outcomes } from "../outcomes.ts";
import { refundTransaction, voidTransaction } from "../paymob/change-transaction.ts";
import { payOrder, settleTransaction } from "../paymob/pay-order.ts";
import { transactionBody } from "../paymob/transaction-body.ts";
import { findTarget, TargetSchema } from "./find-target.ts";
import { parseControl } from "./parse-control.ts";

const ChoiceSchema = TargetSchema.extend({
  outcome: z.enum(outcomes).default("approve"),
  delivery: z.enum(deliveryModes).default("once"),
  method: z.enum(["card", "wallet", "kiosk"]).optional(),
  delayMs: z.int().min(0).max(600_000).optional(),
  times: z.int().min(1).max(100).optional(),
  amountMinor: z.int().min(1).optional(),
  otherReference: z.string().optional(),
  saveCard: z.boolean().optional(),
  withText: z.boolean().optional(),
}).strict();

const unknownPayment = json(404, {
  error: "No such payment here. Name it by reference, orderId, transactionId, paylinkId or url.",
});

/** `POST /_sandbox/pay`: does what the student would at the hosted page; answers the transaction and where the browser goes. */
export async function pay(request: SandboxRequest): Promise<Reply> {
  const parsed = parseControl(ChoiceSchema, request);
  if (!parsed.ok) return parsed.reply;
  const target = findTarget(request.sandbox, parsed.data);
  if (!target) return unknownPayment;
  if (target.gateway === "ikhokha") {
    const paid = await payPaylink(request.sandbox, target.link, parsed.data);
    if (paid.outcome === "impossible") return json(409, { error: paid.reason });
    return json(200, { gateway: "ikhokha", paylink: paid.link, redirectUrl: paid.redirectUrl });
  }
  const paid = await payOrder(request.sandbox, target.order, parsed.data);
  if (paid.outcome === "impossible") return json(409, { error: paid.reason });
  return json(200, {
    gateway: "paymob",
    transaction: paid.transaction && transactionBody(request.sandbox, paid.transaction),
    redirectUrl: paid.redirectUrl,
  });
}

/** `POST /_sandbox/settle`: a payment left pending becomes paid, failed or (a kiosk bill) cancelled. */
export async function settle(request: SandboxRequest): Promise<Reply> {
  const parsed = parseControl(ChoiceSchema, request);
  if (!parsed.ok) return parsed.reply;
  const target = findTarget(request.sandbox, parsed.data);
  if (!target) return unknownPayment;
  if (target.gateway === "ikhokha") return pay(request); // a pending link is an open link
  if (!target.transaction) return json(409, { error: "Nothing was tried on this order yet." });
  const settled = await settleTransaction(request.sandbox, target.transaction, parsed.data);
  if (!settled) return json(409, { error: "This transaction is not pending." });
  return json(200, { gateway: "paymob", transaction: transactionBody(request.sandbox, settled) });
}

const ChangeSchema = TargetSchema.extend({
  amountMinor: z.int().min(1).optional(),
  delivery: z.enum(deliveryModes).default("once"),
  void: z.boolean().default(false),
}).strict();

/** `POST /_sandbox/refund`: a refund or void made in Paymob's own dashboard, so that only a callback tells of it. */
export function refundInDashboard(request: SandboxRequest): Reply {
  const parsed = parseControl(ChangeSchema, request);
  if (!parsed.ok) return parsed.reply;
  const { sandbox } = request;
  const target = findTarget(sandbox, parsed.data);
  if (!target) return unknownPayment;
  if (target.gateway === "ikhokha" || !target.transaction)
    return json(409, { error: "Only a payment at Paymob can be refunded here." });
  const { transaction } = target;
  const amount = parsed.data.amountMinor ?? transaction.amountCents - transaction.refundedCents;
  const changed = parsed.data.void
    ? voidTransaction(sandbox, transaction, parsed.data.delivery)
    : refundTransaction(sandbox, transaction, amount, parsed.data.delivery);
  if (changed.outcome === "refused") return json(409, { error: changed.body });
  return json(200, { gateway: "paymob", transaction: transactionBody(sandbox, changed.child) });
}
