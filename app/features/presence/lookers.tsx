import Eye from "lucide-react/icons/eye";
import type { Looker } from "#app/features/presence/presence.ts";
import { useBeingThere, useLookers } from "#app/features/presence/use-lookers.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";

/** "Omar is looking", where someone else has this row open; nothing otherwise. For a row of a list. */
export function Lookers({ of: lookers, subject }: { of: readonly Looker[]; subject: string }) {
  const t = useTranslations("office");
  const own = lookers.filter((looker) => looker.subjectId === subject);
  const [first] = own;
  if (!first) return null;
  return (
    <span className="inline-flex items-center gap-1 text-xs text-info-ink" title={names(own)}>
      <Eye size={14} aria-hidden className="shrink-0" />
      <bdi>
        {own.length === 1
          ? t("lookingOne", { name: first.name })
          : t("lookingMore", { name: first.name, count: own.length - 1 })}
      </bdi>
    </span>
  );
}

/** On the page of one row: tells others that its reader is here, and says who else is. */
export function Presence({ subject }: { subject: string }) {
  useBeingThere(subject);
  const lookers = useLookers([subject]);
  return (
    <span role="status">
      <Lookers of={lookers} subject={subject} />
    </span>
  );
}

const names = (lookers: readonly Looker[]) => lookers.map(({ name }) => name).join(", ");
