import { useClock } from "#app/components/clock.tsx";
import type { Moment } from "#app/components/school-time.ts";
import { TimeAgo } from "#app/components/time-ago.tsx";

/** When something is to happen: "in 6 min", or that it should have by now: "due 2 min ago". */
export function DueText({ at }: { at: Moment }) {
  const { now } = useClock();
  return (
    <>
      {new Date(at).getTime() < now ? "due " : null}
      <TimeAgo at={at} />
    </>
  );
}
