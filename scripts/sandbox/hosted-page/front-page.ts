import { formatMoney } from "#app/lib/money.ts";
import type { Reply } from "../http/reply.ts";
import type { SandboxRequest } from "../http/route.ts";
import { type Html, html } from "./escape-html.ts";
import { framed } from "./page-frame.ts";

/** `GET /`: what waits to be settled, and the checkouts opened last, for a person who comes back. */
export function showFrontPage({ sandbox }: SandboxRequest): Reply {
  const { paymob, ikhokha } = sandbox;
  const waiting = [...paymob.transactions.values()]
    .filter((each) => each.pending)
    .map((each) =>
      row(
        `/pending/paymob/${each.id}`,
        `Paymob ${each.integration.method} ${each.id}`,
        each.amountCents,
        each.integration.currency,
      ),
    );
  const links = [...ikhokha.links.values()]
    .filter((each) => each.status !== "PAID")
    .map((each) => row(`/ikhokha/pay/${each.id}`, `iKhokha ${each.id}`, each.amountCents, "ZAR"));
  const orders = [...paymob.orders.values()]
    .filter((each) => each.transactionIds.length === 0 && each.expiresAt.getTime() > Date.now())
    .map((each) =>
      row(
        `/unifiedcheckout/?publicKey=${sandbox.keys.paymob.publicKey}&clientSecret=${each.clientSecret}`,
        `Paymob order ${each.id}`,
        each.amountCents,
        each.currency,
      ),
    );
  return framed(
    200,
    "Front page",
    html`<section class="card"><h1>Gateway sandbox</h1>
<p>It plays Paymob and iKhokha for the school. Nothing here moves money.</p>
${sandbox.smtpUrl === null ? null : html`<p><a href="/mailbox">Mailbox</a>: what the school wrote to its students.</p>`}
${list("Waiting to be settled", waiting)}${list("Open pay links", links)}${list("Open checkouts", orders)}
${waiting.length + links.length + orders.length === 0 ? html`<p class="soft">Nothing is open. A checkout at the school shows up here.</p>` : null}</section>`,
    "single",
  );
}

function list(title: string, rows: Html[]): Html | null {
  if (rows.length === 0) return null;
  return html`<h2 style="margin-top:24px">${title}</h2><ul class="list">${rows.slice(-50).reverse()}</ul>`;
}

function row(href: string, label: string, minor: number, currency: string): Html {
  return html`<li><a href="${href}"><span>${label}</span><bdi>${formatMoney({ minor, currency })}</bdi></a></li>`;
}
