import { type Html, html } from "../hosted-page/escape-html.ts";
import { framed, messagePage } from "../hosted-page/page-frame.ts";
import { page, type Reply } from "../http/reply.ts";
import type { SandboxRequest } from "../http/route.ts";
import { findMails, type ReceivedMail } from "./mailbox.ts";

/** `GET /mailbox?to=`: what arrived, newest first. */
export function showMailbox({ sandbox, url }: SandboxRequest): Reply {
  const to = url.searchParams.get("to");
  const mails = findMails(sandbox, { to });
  const rows = mails.slice(0, 200).map(
    (mail) => html`<li><a href="/mailbox/${mail.id}"><span dir="auto">${mail.subject}</span>
<span class="soft"><bdi>${mail.to.join(", ")}</bdi> · ${mail.receivedAt.toISOString().slice(11, 19)} UTC</span></a></li>`,
  );
  const nothing = sandbox.smtpUrl
    ? html`<p class="soft">Nothing has arrived${to ? ` for ${to}` : ""}. Mail that the school sends shows up here; none of it leaves this machine.</p>`
    : html`<p class="soft">The mailbox is off: this sandbox was started without its mail server.</p>`;
  return framed(
    200,
    "Mailbox",
    html`<section class="card"><h1>Mailbox</h1><p>Mail the school sent to anybody, ${mails.length} in all.</p>
${rows.length > 0 ? html`<ul class="list">${rows}</ul>` : nothing}</section>`,
    "single",
  );
}

/** `GET /mailbox/:id`: one mail, drawn in a frame that runs nothing, then its text and its source. */
export function showMail(request: SandboxRequest): Reply {
  const mail = mailOf(request);
  if (!mail) return messagePage(404, "No such mail", "The mailbox forgets its mail when the sandbox ends.");
  const facts: [string, string][] = [
    ["From", mail.from],
    ["To", mail.to.join(", ")],
    ["Message-ID", mail.messageId ?? "none"],
    ["Received", mail.receivedAt.toISOString()],
  ];
  const reply = framed(
    200,
    mail.subject || "Mail without a subject",
    html`<section class="card"><p><a href="/mailbox">Mailbox</a></p><h1 dir="auto">${mail.subject}</h1>
<dl>${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd><bdi>${value}</bdi></dd></div>`)}</dl></section>
${mail.html === null ? null : html`<section class="card"><h2>As HTML</h2><iframe title="The mail as HTML" sandbox="allow-popups allow-popups-to-escape-sandbox" src="/mailbox/${mail.id}/html" style="width:100%;height:720px;border:1px solid var(--line);border-radius:8px"></iframe></section>`}
<section class="card"><h2>As text</h2>${pre(mail.text)}</section>
<section class="card"><details><summary>Source</summary>${pre(mail.source)}</details></section>`,
    "single",
  );
  return withPolicy(
    reply,
    "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'",
  );
}

/** `GET /mailbox/:id/html`: the HTML part alone, as the frame shows it. Its links open beside it, as in a mail program. */
export function showMailHtml(request: SandboxRequest): Reply {
  const mail = mailOf(request);
  if (!mail?.html) return messagePage(404, "No such part", "This mail has no HTML part.");
  return withPolicy(
    page(200, mail.html.replace(/<head>/i, '<head><base target="_blank">')),
    "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-popups allow-popups-to-escape-sandbox",
  );
}

/** `GET /mailbox/:id/source`: as it came over the wire. */
export function showMailSource(request: SandboxRequest): Reply {
  const mail = mailOf(request);
  if (!mail) return messagePage(404, "No such mail", "The mailbox forgets its mail when the sandbox ends.");
  return { ...page(200, mail.source), headers: { "content-type": "text/plain; charset=utf-8" } };
}

const mailOf = ({ sandbox, params }: SandboxRequest): ReceivedMail | undefined =>
  sandbox.mails.find((mail) => mail.id === params.id);

const pre = (text: string): Html =>
  html`<pre dir="auto" style="white-space:pre-wrap;overflow-wrap:anywhere;font-size:14px;margin:8px 0 0">${text}</pre>`;

function withPolicy(reply: Reply, policy: string): Reply {
  return { ...reply, headers: { ...reply.headers, "content-security-policy": policy } };
}
