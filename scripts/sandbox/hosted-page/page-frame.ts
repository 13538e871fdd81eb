import { minorDigits } from "#app/lib/money.ts";
import { page, type Reply } from "../http/reply.ts";
import { Html, html } from "./escape-html.ts";
import { pageStyle } from "./page-style.ts";

/** A whole page, always under the line that says that no money moves. */
export function framed(status: number, title: string, content: Html, shape: "two" | "single" = "two"): Reply {
  const document = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${title} · Gateway sandbox</title><style>${new Html(pageStyle)}</style></head>
<body><header class="banner">Sandbox: no real money</header>
<main class="shell${shape === "single" ? " single" : ""}">${content}</main></body></html>`;
  return page(status, document.markup);
}

/** A page of one message, such as a link that leads nowhere. */
export function messagePage(
  status: number,
  title: string,
  message: string,
  next?: { url: string; label: string },
): Reply {
  const link = next && html`<a class="button" href="${next.url}">${next.label}</a>`;
  return framed(
    status,
    title,
    html`<section class="card"><h1>${title}</h1><p>${message}</p>${link ?? null}</section>`,
    "single",
  );
}

export function amountLine(minor: number, currency: string): Html {
  const digits = minorDigits(currency);
  const number = new Intl.NumberFormat("en", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(minor / 10 ** digits);
  return html`<p class="amount"><bdi><small>${currency}</small>${number}</bdi></p>`;
}

/** What is being paid, beside the form. */
export function summary(input: {
  brand: string;
  title: string;
  minor: number;
  currency: string;
  facts: [name: string, value: string][];
}): Html {
  const facts = input.facts.map(
    ([name, value]) => html`<div><dt>${name}</dt><dd><bdi>${value}</bdi></dd></div>`,
  );
  return html`<section class="card summary"><p class="brand">${input.brand}</p>
${amountLine(input.minor, input.currency)}<h1><bdi>${input.title}</bdi></h1><dl>${facts}</dl></section>`;
}
