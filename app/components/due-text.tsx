import { useClock } from "#app/components/clock.tsx";
import type { Moment } from "#app/components/school-time.ts";
import { TimeAgo } from "#app/components/time-ago.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";

/** When something is to happen: "in 6 min", or that it should have by now: "due 2 min ago". */
export function DueText({ at }: { at: Moment }) {
  const { now } = useClock();
  const t = useTranslations("common.time");
  const when = <TimeAgo at={at} />;
  return new Date(at).getTime() < now ? t.rich("due", { when: () => when }) : when;
}
