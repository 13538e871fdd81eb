import { useClock } from "#app/components/clock.tsx";
import { formatDay, formatInstant, formatMoment, type Moment } from "#app/components/school-time.ts";
import { useLocale } from "#app/messages/use-locale.ts";

/** A date and time (or with `dayOnly` a date) in the school's zone, never relative: receipts, starts, deadlines. */
export function MomentText({ at, dayOnly = false }: { at: Moment; dayOnly?: boolean }) {
  const { timeZone } = useClock();
  const locale = useLocale();
  const format = dayOnly ? formatDay : formatMoment;
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={formatInstant(at, timeZone)}
      className="whitespace-nowrap tabular-nums"
    >
      {format(at, timeZone, locale)}
    </time>
  );
}
