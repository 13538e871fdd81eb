import { type Reply, seeOther } from "../http/reply.ts";
import type { SandboxRequest } from "../http/route.ts";
import { payPaylink } from "../ikhokha/pay-paylink.ts";
import type { PaylinkRecord } from "../ikhokha/paylink.ts";
import { payForm } from "./choice-form.ts";
import { html } from "./escape-html.ts";
import { framed, messagePage, summary } from "./page-frame.ts";
import { readForm } from "./read-form.ts";

/** `GET /ikhokha/pay/:paylinkId`: the `paylinkUrl` the product sends the student to. */
export function showPaylink(request: SandboxRequest): Reply {
  const link = find(request);
  if (!link) return unknownLink();
  return link.status === "PAID" ? alreadyPaid(link) : paylinkPage(request, link, null);
}

export async function submitPaylink(request: SandboxRequest): Promise<Reply> {
  const link = find(request);
  if (!link) return unknownLink();
  const choice = readForm(request);
  if (!choice) return paylinkPage(request, link, "Pick one of the outcomes.");
  const paid = await payPaylink(request.sandbox, link, choice);
  if (paid.outcome === "impossible")
    return link.status === "PAID" ? alreadyPaid(link) : paylinkPage(request, link, paid.reason);
  return choice.outcome === "pending" ? seeOther(request.url.pathname) : seeOther(paid.redirectUrl);
}

function find({ sandbox, params }: SandboxRequest): PaylinkRecord | undefined {
  return sandbox.ikhokha.links.get(params.paylinkId!);
}

function paylinkPage(request: SandboxRequest, link: PaylinkRecord, problem: string | null): Reply {
  const waiting = link.status === "PENDING";
  return framed(
    problem ? 422 : 200,
    "Pay",
    html`${summary({
      brand: "iKhokha pay link",
      title: link.description || "Your order",
      minor: link.amountCents,
      currency: "ZAR",
      facts: [
        ["Link", link.id],
        ["Reference", link.externalTransactionId],
        ["State", stateWords[link.status]],
      ],
    })}<div>${
      waiting
        ? html`<section class="card" style="margin-bottom:16px"><h2>Left pending</h2>
<p>The link stays open until it is paid. Go back to the school now, and settle it below when you like.</p>
<a class="button quiet" href="${link.urls.successPageUrl}">Back to the school</a></section>`
        : null
    }${payForm({ action: request.url.pathname, methods: [], problem })}</div>`,
  );
}

const stateWords: Record<PaylinkRecord["status"], string> = {
  CREATED: "Not paid yet",
  PENDING: "Waiting for the money",
  FAILURE: "The last try failed; try again",
  PAID: "Paid",
};

function alreadyPaid(link: PaylinkRecord): Reply {
  return messagePage(200, "Already paid", "This link was paid. It cannot be paid twice.", {
    url: link.urls.successPageUrl,
    label: "Back to the school",
  });
}

function unknownLink(): Reply {
  return messagePage(
    404,
    "No such pay link",
    "Nothing can be paid under this address. Start again at the school.",
  );
}
