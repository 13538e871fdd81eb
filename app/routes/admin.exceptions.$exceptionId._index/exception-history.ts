import type { TimelineEntry } from "#app/components/timeline.tsx";
import type { Tone } from "#app/components/tone.ts";
import type { ExceptionDetail } from "./queries.server.ts";

const words: Record<string, { title: string; tone: Tone }> = {
  opened: { title: "Opened", tone: "warning" },
  reopened: { title: "Opened again", tone: "warning" },
  seen: { title: "Seen again", tone: "neutral" },
  repair_tried: { title: "A repair was tried and did not work", tone: "neutral" },
  resolved: { title: "Resolved", tone: "success" },
  ignored: { title: "Ignored", tone: "neutral" },
};

/** An exception's history, newest first, with who did it and why. */
export function historyEntries({ exception, people }: ExceptionDetail): TimelineEntry[] {
  return exception.history
    .map((entry, index) => {
      const what = String(entry.what);
      const by = typeof entry.by === "string" ? (people[entry.by] ?? entry.by) : "Bursar, by itself";
      return {
        id: `${index}`,
        at: String(entry.at),
        title: words[what]?.title ?? what,
        tone: words[what]?.tone ?? "neutral",
        actor: by,
        note: typeof entry.note === "string" ? entry.note : null,
      };
    })
    .reverse();
}
