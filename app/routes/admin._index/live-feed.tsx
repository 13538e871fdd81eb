import { Link } from "@remix-run/react";
import Radio from "lucide-react/icons/radio";
import { useState } from "react";
import { classNames } from "#app/components/class-names.ts";
import { EmptyState } from "#app/components/empty-state.tsx";
import { TimeAgo } from "#app/components/time-ago.tsx";
import { toneInk } from "#app/components/tone.ts";
import { useLiveEvents } from "#app/features/outbox/live-updates.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";
import type { Topic } from "#db/schema.ts";
import { describeEvent, type FeedSpeech, useFeedSpeech } from "./describe-event.ts";
import type { FeedEvent } from "./queries.server.ts";

const mostShown = 20;

/** What just happened, newest first: drawn from the events themselves, without loading anything. */
export function LiveFeed({ latest, topics }: { latest: readonly FeedEvent[]; topics: readonly Topic[] }) {
  const t = useTranslations("dashboard.feed");
  const speech = useFeedSpeech();
  const [arrived, setArrived] = useState<FeedEvent[]>([]);
  useLiveEvents(topics, (events) =>
    setArrived((before) =>
      [
        ...events
          // That the daily sums were brought up to date is no news to anybody.
          .filter(({ kind }) => kind !== "rollups.moved")
          .map(({ cursor, topic, kind, subject, data, at }) => ({
            // The cursor ends with the event's sequence number: the same id as when it is loaded.
            id: `${subject.id}-${cursor.split("-").at(-1)}`,
            topic,
            kind,
            subjectId: subject.id,
            data,
            at,
          }))
          .reverse(),
        ...before,
      ].slice(0, mostShown),
    ),
  );
  const loaded = new Set(latest.map((event) => event.id));
  const events = [...arrived.filter((event) => !loaded.has(event.id)), ...latest].slice(0, mostShown);
  if (events.length === 0)
    return (
      <EmptyState icon={Radio} title={t("none")}>
        {t("noneText")}
      </EmptyState>
    );
  return (
    <ol aria-label={t("label")} className="divide-y divide-line">
      {events.map((event) => (
        <FeedItem key={event.id} event={event} speech={speech} />
      ))}
    </ol>
  );
}

function FeedItem({ event, speech }: { event: FeedEvent; speech: FeedSpeech }) {
  const { words, tone, to } = describeEvent(event, speech);
  return (
    <li className="flex min-h-10 items-center gap-3 px-4 py-2">
      <span aria-hidden className={classNames("size-2 shrink-0 rounded-full bg-current", toneInk[tone])} />
      <span className="min-w-0 flex-1">
        {to ? (
          <Link to={to} className="hover:underline">
            {words}
          </Link>
        ) : (
          words
        )}
      </span>
      <TimeAgo at={event.at} className="text-xs text-ink-muted" />
    </li>
  );
}
