import { Notice, type NoticeTone } from "#app/components/notice.tsx";

const told: Record<string, { tone: NoticeTone; title: string; meaning: string }> = {
  resolved: {
    tone: "success",
    title: "Resolved",
    meaning: "It opens again by itself if the problem returns.",
  },
  ignored: {
    tone: "success",
    title: "Ignored",
    meaning: "It stays closed even if it is seen again. Reopen it below if that was not meant.",
  },
  open: { tone: "info", title: "Open again", meaning: "It counts as needing a person." },
  stale: {
    tone: "warning",
    title: "Someone was first: your decision was not written",
    meaning: "Below is how it stands now, and who decided what. Decide again only if you still want to.",
  },
  no_reason: {
    tone: "danger",
    title: "A decision needs a reason",
    meaning: "Write in a few words what you found or did. Whoever looks next will rely on it.",
  },
  repaired: {
    tone: "success",
    title: "Repaired",
    meaning: "What was wrong is put right, and the history says so.",
  },
  full: {
    tone: "warning",
    title: "No seat is free any more",
    meaning:
      "Someone took the last one a moment ago. The student keeps their place at the front of the queue.",
  },
  nothing_to_do: {
    tone: "info",
    title: "There was nothing to repair",
    meaning:
      "The payment does not ask for this any more. The next sweep closes the exception if it is settled.",
  },
  not_open: { tone: "info", title: "It is not open any more", meaning: "Nothing was changed." },
};

/** What came of the last act here. */
export function ToldNotice({ code }: { code: string | null }) {
  const words = code && Object.hasOwn(told, code) ? told[code] : null;
  if (!words) return null;
  return (
    <Notice tone={words.tone} title={words.title}>
      {words.meaning}
    </Notice>
  );
}
