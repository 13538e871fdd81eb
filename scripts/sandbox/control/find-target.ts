import { z } from "zod";
import type { PaylinkRecord } from "../ikhokha/paylink.ts";
import type { OrderRecord, TransactionRecord } from "../paymob/records.ts";
import type { Sandbox } from "../sandbox.ts";

/** The ways a script can name a payment; one is enough. */
export const TargetSchema = z.object({
  /** Paymob `special_reference` or iKhokha `externalTransactionID`. */
  reference: z.string().optional(),
  orderId: z.coerce.number().int().optional(),
  transactionId: z.coerce.number().int().optional(),
  paylinkId: z.string().optional(),
  /** The address the student was sent to, of either gateway. */
  url: z.string().optional(),
});

export type Target =
  | { gateway: "paymob"; order: OrderRecord; transaction: TransactionRecord | undefined }
  | { gateway: "ikhokha"; link: PaylinkRecord };

/** Finds the payment that a script names, at either gateway. */
export function findTarget(sandbox: Sandbox, wanted: z.output<typeof TargetSchema>): Target | null {
  const { paymob, ikhokha } = sandbox;
  const reference = wanted.reference ?? "";
  const link =
    ikhokha.links.get(wanted.paylinkId ?? "") ??
    ikhokha.linksByReference.get(reference) ??
    ikhokha.links.get(paylinkIn(wanted.url));
  if (link) return { gateway: "ikhokha", link };

  const named = paymob.transactions.get(wanted.transactionId ?? 0);
  const order =
    paymob.orders.get(named?.orderId ?? wanted.orderId ?? 0) ??
    paymob.ordersByReference.get(reference) ??
    paymob.ordersByClientSecret.get(clientSecretIn(wanted.url));
  if (!order) return null;
  return { gateway: "paymob", order, transaction: named ?? latestPayment(sandbox, order) };
}

function latestPayment(sandbox: Sandbox, order: OrderRecord): TransactionRecord | undefined {
  return order.transactionIds
    .map((id) => sandbox.paymob.transactions.get(id)!)
    .findLast((each) => each.kind === "payment");
}

function paylinkIn(url: string | undefined): string {
  if (!url || !URL.canParse(url)) return "";
  return new URL(url).pathname.split("/").at(-1) ?? "";
}

function clientSecretIn(url: string | undefined): string {
  return (url && URL.canParse(url) && new URL(url).searchParams.get("clientSecret")) || "";
}
