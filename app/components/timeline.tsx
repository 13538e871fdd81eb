import type { LucideIcon } from "lucide-react";
import ChevronRight from "lucide-react/icons/chevron-right";
import Circle from "lucide-react/icons/circle";
import type { ReactNode } from "react";
import { classNames } from "#app/components/class-names.ts";
import type { Moment } from "#app/components/school-time.ts";
import { TimeAgo } from "#app/components/time-ago.tsx";
import { type Tone, toneSoft } from "#app/components/tone.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

export interface TimelineEntry {
  id: string;
  at: Moment;
  /** What happened: "Paid EGP 450.00". */
  title: ReactNode;
  /** Who or what did it: "Omar Hassan", "Paymob". */
  actor?: ReactNode;
  /** On whose word it stands: "signed webhook", "asked the gateway". */
  source?: ReactNode;
  tone?: Tone;
  icon?: LucideIcon;
  /** One or two lines more. */
  note?: ReactNode;
  /** The raw evidence, one press away. */
  details?: ReactNode;
  detailsLabel?: string;
}

/** What happened, who or what did it, on whose word and when; the evidence one press away. Give it newest first. */
export function Timeline({ entries, label }: { entries: readonly TimelineEntry[]; label: string }) {
  return (
    <ol aria-label={label} className="flex flex-col">
      {entries.map((entry) => (
        <TimelineItem key={entry.id} entry={entry} />
      ))}
    </ol>
  );
}

function TimelineItem({ entry }: { entry: TimelineEntry }) {
  const t = useTranslations("common");
  const Icon = entry.icon ?? Circle;
  return (
    <li className="group relative flex gap-3 pb-5 last:pb-0">
      <span
        aria-hidden
        className="absolute start-3 top-6 bottom-0 w-px -translate-x-1/2 bg-line group-last:hidden rtl:translate-x-1/2"
      />
      <span
        className={classNames(
          "grid size-6 shrink-0 place-items-center rounded-full",
          toneSoft[entry.tone ?? "neutral"],
        )}
      >
        <Icon size={14} strokeWidth={2.25} aria-hidden />
      </span>
      <div className="min-w-0 flex-1 pt-0.5">
        <div className="flex flex-col justify-between gap-x-4 sm:flex-row sm:items-baseline">
          <p className="min-w-0 font-medium break-words">{entry.title}</p>
          <TimeAgo at={entry.at} className="shrink-0 text-xs text-ink-muted" />
        </div>
        {entry.actor || entry.source ? (
          <p className="text-sm text-ink-muted">
            {entry.actor}
            {entry.actor && entry.source ? " · " : null}
            {entry.source}
          </p>
        ) : null}
        {entry.note ? <div className="mt-1 text-sm">{entry.note}</div> : null}
        {entry.details ? (
          <details className="group/details mt-1">
            <summary className="inline-flex min-h-6 list-none items-center gap-1 rounded-md text-sm text-accent-ink pointer-coarse:min-h-11">
              <ChevronRight
                size={14}
                aria-hidden
                className="transition-transform group-open/details:rotate-90 rtl:-scale-x-100"
              />
              {entry.detailsLabel ?? t("evidence")}
            </summary>
            <div className="mt-1 overflow-x-auto rounded-md border border-line bg-sunken p-3 text-sm">
              {entry.details}
            </div>
          </details>
        ) : null}
      </div>
    </li>
  );
}
