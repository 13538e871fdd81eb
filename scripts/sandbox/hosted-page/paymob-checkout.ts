import { type Reply, seeOther } from "../http/reply.ts";
import type { SandboxRequest } from "../http/route.ts";
import { isPaid } from "../paymob/attempt-payment.ts";
import { payOrder } from "../paymob/pay-order.ts";
import type { OrderRecord } from "../paymob/records.ts";
import { payForm } from "./choice-form.ts";
import { html } from "./escape-html.ts";
import { framed, messagePage, summary } from "./page-frame.ts";
import { readForm } from "./read-form.ts";

/** `GET /unifiedcheckout/?publicKey=…&clientSecret=…`: where the product sends the student. */
export function showCheckout(request: SandboxRequest): Reply {
  const order = findOrder(request);
  if (!order) return unknownCheckout();
  if (isPaid(request.sandbox, order)) return alreadyPaid(order);
  if (order.expiresAt.getTime() <= Date.now())
    return messagePage(
      410,
      "This checkout has expired",
      "Go back to the school and start again.",
      back(order),
    );
  return checkoutPage(request, order, null);
}

/** `POST` of the same page: does what was picked and sends the browser on. */
export async function submitCheckout(request: SandboxRequest): Promise<Reply> {
  const order = findOrder(request);
  if (!order) return unknownCheckout();
  const choice = readForm(request);
  if (!choice) return checkoutPage(request, order, "Pick one of the outcomes.");
  const paid = await payOrder(request.sandbox, order, choice);
  if (paid.outcome === "impossible")
    return isPaid(request.sandbox, order) ? alreadyPaid(order) : checkoutPage(request, order, paid.reason);
  if (paid.transaction?.pending) return seeOther(`/pending/paymob/${paid.transaction.id}`);
  if (paid.redirectUrl) return seeOther(paid.redirectUrl);
  return messagePage(200, "Done", "The school gave no address to return to. You can close this page.");
}

function findOrder({ sandbox, url }: SandboxRequest): OrderRecord | null {
  const query = url.searchParams;
  if (query.get("publicKey") !== sandbox.keys.paymob.publicKey) return null;
  return sandbox.paymob.ordersByClientSecret.get(query.get("clientSecret") ?? "") ?? null;
}

function checkoutPage(request: SandboxRequest, order: OrderRecord, problem: string | null): Reply {
  const methods = [...new Set(order.integrations.map((each) => each.method))];
  return framed(
    problem ? 422 : 200,
    "Checkout",
    html`${orderSummary(order)}${payForm({ action: request.url.pathname + request.url.search, methods, problem })}`,
  );
}

export function orderSummary(order: OrderRecord) {
  return summary({
    brand: "Paymob checkout",
    title: order.items[0]?.name ?? "Your order",
    minor: order.amountCents,
    currency: order.currency,
    facts: [
      ["For", `${order.billing.first_name} ${order.billing.last_name}`],
      ["Order", String(order.id)],
      ["Reference", order.reference ?? "none"],
    ],
  });
}

function alreadyPaid(order: OrderRecord): Reply {
  return messagePage(200, "Already paid", "This order was paid. It cannot be paid twice.", back(order));
}

function back(order: OrderRecord) {
  return order.redirectionUrl ? { url: order.redirectionUrl, label: "Back to the school" } : undefined;
}

function unknownCheckout(): Reply {
  return messagePage(
    404,
    "No such checkout",
    "This link belongs to no order here. Start again at the school.",
  );
}
