import type { Letter, LetterFrame, LetterPart } from "#app/features/mail/letter.ts";
import { isolate, isolateLeftToRight } from "#app/lib/isolate.ts";

/** The plain-text part. `shown` is what staff read: private links are left out. */
export function renderText(letter: Letter, frame: LetterFrame, { shown }: { shown: boolean }): string {
  const parts = letter.parts.map((part) => textOf(part, frame, shown));
  return [
    letter.heading,
    frame.greeting,
    ...parts,
    frame.questions,
    `-- \n${frame.school}\n${frame.automatic}`,
  ].join("\n\n");
}

function textOf(part: LetterPart, frame: LetterFrame, shown: boolean): string {
  switch (part.type) {
    case "text":
      return part.text;
    case "quote":
      return part.text.replaceAll(/^/gm, "> ");
    case "facts":
      return part.rows
        .map(({ label, value, leftToRight }) => {
          return `${label}: ${leftToRight ? isolateLeftToRight(value) : isolate(value)}`;
        })
        .join("\n");
    case "link":
      return `${part.label}:\n${part.isPrivate && shown ? frame.privateLink : part.url}`;
  }
}
