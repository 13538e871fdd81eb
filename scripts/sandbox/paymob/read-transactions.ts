import { parseJsonObject } from "../http/parse-body.ts";
import { json, type Reply } from "../http/reply.ts";
import type { SandboxRequest } from "../http/route.ts";
import type { Sandbox } from "../sandbox.ts";
import { requireAuthToken } from "./authorize.ts";
import { orderBody } from "./order-body.ts";
import type { OrderRecord, TransactionRecord } from "./records.ts";
import { transactionBody } from "./transaction-body.ts";

const notFound = { detail: "Not found." };

/**
 * `POST /api/ecommerce/orders/transaction_inquiry` by `order_id` or `merchant_order_id`: only the LATEST transaction,
 * which after a refund is the refund child (gateways.md P4, P5). 404 when there is none.
 */
export function inquireByOrder(request: SandboxRequest): Reply {
  const body = parseJsonObject(request);
  if (!body.ok) return body.reply;
  const refused = requireAuthToken(request, body.data);
  if (refused) return refused;
  const { order_id: orderId, merchant_order_id: reference } = body.data;
  if (orderId === undefined && reference === undefined)
    return json(400, { order_id: ["This field is required."] });
  const order = findOrder(request.sandbox, orderId, reference);
  const latest = order && latestTransaction(request.sandbox, order);
  return latest ? json(200, asRead(request.sandbox, latest)) : json(404, notFound);
}

/** `GET /api/acceptance/transactions/{id}`: that transaction, with its running totals. */
export function readTransaction(request: SandboxRequest): Reply {
  const refused = requireAuthToken(request);
  if (refused) return refused;
  const id = canonicalId(request.params.id);
  const transaction = id === null ? undefined : request.sandbox.paymob.transactions.get(id);
  return transaction ? json(200, asRead(request.sandbox, transaction)) : json(404, notFound);
}

/** `GET /api/acceptance/transactions?page=&page_size=`: newest first, `{results, next, previous}`. */
export function listTransactions(request: SandboxRequest): Reply {
  const refused = requireAuthToken(request);
  if (refused) return refused;
  const { sandbox, url } = request;
  const page = Math.max(1, Number(url.searchParams.get("page")) || 1);
  const size = Math.min(100, Math.max(1, Number(url.searchParams.get("page_size")) || 50));
  const all = [...sandbox.paymob.transactions.values()].reverse();
  const rows = all.slice((page - 1) * size, page * size);
  if (page > 1 && rows.length === 0) return json(404, { detail: "Invalid page." });
  const link = (to: number) => `${sandbox.origin}${url.pathname}?page=${to}&page_size=${size}`;
  return json(200, {
    count: all.length,
    next: page * size < all.length ? link(page + 1) : null,
    previous: page > 1 ? link(page - 1) : null,
    results: rows.map((row) => asRead(sandbox, row)),
  });
}

/** `GET /api/ecommerce/orders/{id}`: the order with all its transactions nested. */
export function readOrder(request: SandboxRequest): Reply {
  const refused = requireAuthToken(request);
  if (refused) return refused;
  const { sandbox } = request;
  const order = findOrder(sandbox, request.params.id, undefined);
  if (!order) return json(404, notFound);
  const transactions = order.transactionIds.map((id) => sandbox.paymob.transactions.get(id)!);
  const paid = transactions.find((each) => each.kind === "payment" && each.success);
  return json(200, {
    ...orderBody(order, paid),
    transactions: transactions.map((each) => asRead(sandbox, each)),
  });
}

export function latestTransaction(sandbox: Sandbox, order: OrderRecord): TransactionRecord | undefined {
  return sandbox.paymob.transactions.get(order.transactionIds.at(-1) ?? 0);
}

function findOrder(sandbox: Sandbox, id: unknown, reference: unknown): OrderRecord | undefined {
  const number = canonicalId(id);
  if (number !== null) return sandbox.paymob.orders.get(number);
  return typeof reference === "string" ? sandbox.paymob.ordersByReference.get(reference) : undefined;
}

function canonicalId(value: unknown): number | null {
  return /^[1-9]\d{0,15}$/.test(String(value)) ? Number(value) : null;
}

/** Reads carry a `unique_ref` that callbacks do not. */
function asRead(sandbox: Sandbox, transaction: TransactionRecord) {
  const intention = sandbox.paymob.orders.get(transaction.orderId)!.intentionId;
  return {
    ...transactionBody(sandbox, transaction),
    unique_ref: `${transaction.integration.id}_${intention.slice(-32)}`,
  };
}
