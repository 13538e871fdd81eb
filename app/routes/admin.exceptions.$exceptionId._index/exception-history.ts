import type { TimelineEntry } from "#app/components/timeline.tsx";
import type { Tone } from "#app/components/tone.ts";
import type { Translate } from "#app/messages/translate.ts";
import type { ExceptionDetail } from "./queries.server.ts";

const tones = {
  opened: "warning",
  reopened: "warning",
  seen: "neutral",
  repair_tried: "neutral",
  resolved: "success",
  ignored: "neutral",
} as const satisfies Record<string, Tone>;

/** An exception's history, newest first, with who did it and why. */
export function historyEntries(
  { exception, people }: ExceptionDetail,
  t: Translate<"exceptions">,
  own: Translate<"exception">,
  say: (note: string) => string,
): TimelineEntry[] {
  return exception.history
    .map((entry, index) => {
      const what = String(entry.what);
      const move = what in tones ? (what as keyof typeof tones) : null;
      const by = typeof entry.by === "string" ? (people[entry.by] ?? entry.by) : null;
      return {
        id: `${index}`,
        at: String(entry.at),
        title: move ? t(`moves.${move}`) : what,
        tone: move ? tones[move] : ("neutral" as const),
        actor: by ?? own("page.itself"),
        note: typeof entry.note === "string" ? say(entry.note) : null,
      };
    })
    .reverse();
}
