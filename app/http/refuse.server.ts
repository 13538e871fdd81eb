import type { IncomingMessage, ServerResponse } from "node:http";
import { localeOf } from "#app/auth/locale.server.ts";
import { wantsDocument } from "#app/http/refusal-pages.server.ts";
import { directionOf, type Locale } from "#app/messages/locales.ts";
import { translatorFor } from "#app/messages/translate.ts";

export type Refusal = "another_site" | "too_long" | "no_length" | "unreadable" | "nothing_here" | "our_fault";

/**
 * Answers what no route could: a small page in the visitor's language to a browser that waits for one, a line of text to
 * everybody else. It stands by itself: whatever draws the other pages may be what failed.
 */
export async function refuse(
  req: IncomingMessage,
  res: ServerResponse & { requestId?: string },
  status: number,
  why: Refusal,
): Promise<void> {
  const asPage = wantsDocument(req.headers.accept);
  const locale = asPage ? await languageOf(req) : "en";
  const t = translatorFor(locale, "refusals");
  const title = t(`${why}.title`);
  const text = t(`${why}.text`, { requestId: res.requestId ?? "" });
  res.statusCode = status;
  res.setHeader("Content-Type", `text/${asPage ? "html" : "plain"}; charset=utf-8`);
  res.setHeader("Cache-Control", "no-store");
  if (!asPage) return void res.end(`${title}. ${text}`);
  res.setHeader("Content-Language", locale);
  const [to, label] = /^\/admin\b/.test(req.url ?? "") ? ["/admin", t("office")] : ["/", t("home")];
  res.end(page({ locale, title, text, link: `<a href="${to}">${label}</a>` }));
}

/** As every page finds it; where nothing can be read, English. */
async function languageOf({ headers }: IncomingMessage): Promise<Locale> {
  const { cookie = "", "accept-language": accepted = "" } = headers;
  const asked = new Request("http://server.invalid", { headers: { cookie, "accept-language": accepted } });
  return localeOf(asked).catch(() => "en" as const);
}

/** The words are the catalogue's and ours: nothing of them is markup. */
const page = (say: { locale: Locale; title: string; text: string; link: string }) => `<!doctype html>
<html lang="${say.locale}" dir="${directionOf(say.locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${say.title}</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<style>
body { font: 16px/1.5 "Inter Variable", "Noto Sans Arabic Variable", system-ui, sans-serif; margin: 0 }
main { max-width: 34rem; margin: 15vh auto 0; padding: 0 1rem }
h1 { font-size: 1.5rem; line-height: 1.3 }
a { display: inline-block; padding: .6rem 0 }
</style>
</head>
<body><main><h1>${say.title}</h1><p>${say.text}</p><p>${say.link}</p></main></body>
</html>
`;
