import type { Letter, LetterFact, LetterFrame, LetterPart } from "#app/features/mail/letter.ts";
import { directionOf } from "#app/messages/locales.ts";

/** The HTML part: one column, styles in place, right to left where the language is. Nothing in it is loaded from anywhere. */
export function renderHtml(letter: Letter, frame: LetterFrame): string {
  const direction = directionOf(frame.locale);
  // The first link is what to do now; others are there to look something up.
  const next = letter.parts.find((part) => part.type === "link");
  return `<!doctype html>
<html lang="${frame.locale}" dir="${direction}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escapeHtml(letter.subject)}</title><style>${inTheDark}</style></head>
<body dir="${direction}" class="page" style="margin:0;padding:24px 12px;background:#f3f4f6;color:#1b2029;font:16px/1.5 ${font}">
<div role="article" class="sheet" style="max-width:560px;margin:0 auto;background:#ffffff;border:1px solid #dfe2e7;border-radius:10px;padding:28px 24px;overflow-wrap:anywhere">
<p class="soft" style="margin:0 0 20px;font-weight:600;color:#5a6270"><bdi>${escapeHtml(frame.school)}</bdi></p>
<h1 style="margin:0 0 16px;font-size:22px;line-height:1.3">${escapeHtml(letter.heading)}</h1>
<p style="${paragraph}">${escapeHtml(frame.greeting)}</p>
${letter.parts.map((part) => htmlOf(part, part === next)).join("\n")}
<p style="${paragraph}">${escapeHtml(frame.questions)}</p>
</div>
<p class="soft" style="max-width:560px;margin:16px auto 0;color:#5a6270;font-size:13px;text-align:center">${escapeHtml(frame.automatic)}</p>
</body>
</html>
`;
}

/** Mail programs that know the dark follow this; the others show the colours in place. */
const inTheDark =
  "@media (prefers-color-scheme:dark){.page{background:#14171c!important;color:#e6e8ec!important}.sheet{background:#1d2128!important;border-color:#363c46!important}.soft{color:#a3abb8!important}.quote{background:#282d36!important}.line{border-color:#363c46!important}.also{color:#8fb4f5!important}}";

const font = "-apple-system,'Segoe UI',Roboto,'Noto Sans','Noto Sans Arabic',Tahoma,Arial,sans-serif";
const paragraph = "margin:0 0 16px";
const button =
  'style="display:inline-block;padding:11px 18px;background:#1f5fd0;color:#ffffff;border-radius:6px;text-decoration:none;font-weight:600"';
const also = 'class="also" style="color:#1f5fd0"';

function htmlOf(part: LetterPart, isNext: boolean): string {
  switch (part.type) {
    case "text":
      return `<p style="${paragraph}">${escapeHtml(part.text)}</p>`;
    case "quote":
      return `<blockquote dir="auto" class="quote" style="margin:0 0 16px;padding:12px 16px;background:#f3f4f6;border-radius:6px;white-space:pre-line;unicode-bidi:plaintext;text-align:start">${escapeHtml(part.text)}</blockquote>`;
    case "facts":
      return `<table role="presentation" cellpadding="0" cellspacing="0" class="line" style="width:100%;margin:0 0 20px;border-top:1px solid #dfe2e7;border-collapse:collapse">${part.rows.map(rowOf).join("")}</table>`;
    case "link":
      return `<p style="margin:0 0 20px"><a href="${escapeHtml(part.url)}" ${isNext ? button : also}>${escapeHtml(part.label)}</a></p>`;
  }
}

const cell = "padding:8px 0;border-bottom:1px solid #dfe2e7;vertical-align:top;text-align:start";

function rowOf({ label, value, leftToRight, unbroken }: LetterFact): string {
  const how = `${leftToRight ? ' dir="ltr"' : ""}${unbroken ? ' style="white-space:nowrap"' : ""}`;
  const shown = `<bdi${how}>${escapeHtml(value)}</bdi>`;
  return `<tr><td class="line soft" style="${cell};padding-inline-end:16px;color:#5a6270;width:38%;overflow-wrap:normal">${escapeHtml(label)}</td><td class="line" style="${cell}">${shown}</td></tr>`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
