import { type Reply, seeOther } from "../http/reply.ts";
import type { SandboxRequest } from "../http/route.ts";
import { settleTransaction } from "../paymob/pay-order.ts";
import type { TransactionRecord } from "../paymob/records.ts";
import { returnUrl } from "../paymob/return-url.ts";
import { settleForm } from "./choice-form.ts";
import { html } from "./escape-html.ts";
import { framed, messagePage } from "./page-frame.ts";
import { orderSummary } from "./paymob-checkout.ts";
import { readForm } from "./read-form.ts";

/** `GET /pending/paymob/:id`: a voucher or wallet payment that waits; back to the school, or settle it. */
export function showPending(request: SandboxRequest): Reply {
  const transaction = find(request);
  if (!transaction) return messagePage(404, "No such payment", "Nothing here waits under this number.");
  return pendingPage(request, transaction, null);
}

export async function settlePending(request: SandboxRequest): Promise<Reply> {
  const transaction = find(request);
  if (!transaction) return messagePage(404, "No such payment", "Nothing here waits under this number.");
  const choice = readForm(request);
  if (!choice) return pendingPage(request, transaction, "Pick one of the outcomes.");
  const { delivery, delayMs, outcome } = choice;
  const settled = await settleTransaction(request.sandbox, transaction, { outcome, delivery, delayMs });
  if (!settled) return pendingPage(request, transaction, "It was settled before.");
  return seeOther(request.url.pathname);
}

function find({ sandbox, params }: SandboxRequest): TransactionRecord | undefined {
  return sandbox.paymob.transactions.get(Number(params.id));
}

function pendingPage(request: SandboxRequest, transaction: TransactionRecord, problem: string | null): Reply {
  const order = request.sandbox.paymob.orders.get(transaction.orderId)!;
  const url = returnUrl(request.sandbox, order, transaction);
  const back = url && html`<a class="button" href="${url}">Back to the school</a>`;
  if (!transaction.pending)
    return framed(
      200,
      "Settled",
      html`${orderSummary(order)}<section class="card"><h1>${settledTitle(transaction)}</h1>
<p>${transaction.message}. The school hears of it as you chose.</p>${back}</section>`,
    );
  const kiosk = transaction.integration.method === "kiosk";
  return framed(
    problem ? 422 : 200,
    "Waiting for the money",
    html`${orderSummary(order)}<div><section class="card">
<h1>${kiosk ? "Pay at a kiosk" : "Confirm in your wallet"}</h1>
<p>${kiosk ? "Show this number at the counter. It can be paid hours or days later." : "The wallet waits for your confirmation."}</p>
${kiosk ? html`<p class="voucher"><bdi>${transaction.id}</bdi></p>` : null}${back}</section>
<p class="soft" style="margin-top:16px">Keep this page’s address, or find the payment again at <a href="/">the sandbox’s front page</a>, and settle it when you like.</p>
${settleForm(request.url.pathname, problem)}</div>`,
  );
}

function settledTitle(transaction: TransactionRecord): string {
  if (transaction.success) return "Paid";
  return transaction.isVoided ? "Cancelled" : "Failed";
}
