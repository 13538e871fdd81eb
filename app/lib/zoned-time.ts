import { clockParts } from "#app/lib/clock-parts.ts";

/** The instant of "2026-12-03T18:00" on the clocks of a time zone; null if it is no such text. */
export function instantIn(timeZone: string, local: string): Date | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/.exec(local);
  if (!match) return null;
  const asUtc = Date.parse(`${local}:00Z`);
  if (Number.isNaN(asUtc) || localIn(timeZone, new Date(asUtc)) === "") return null;
  // Once to find the offset, once more where the offset itself changes in between.
  let at = asUtc - offsetAt(timeZone, asUtc);
  at = asUtc - offsetAt(timeZone, at);
  return new Date(at);
}

/** The clock of a time zone at an instant, as a datetime-local input writes it: "2026-12-03T18:00". */
export function localIn(timeZone: string, at: Date): string {
  return new Date(at.getTime() + offsetAt(timeZone, at.getTime())).toISOString().slice(0, 16);
}

function offsetAt(timeZone: string, at: number): number {
  const part = clockParts(new Date(at), timeZone);
  const number = (name: string) => Number(part[name]);
  const shown = Date.UTC(
    number("year"),
    number("month") - 1,
    number("day"),
    number("hour"),
    number("minute"),
    number("second"),
  );
  return shown - Math.floor(at / 1000) * 1000;
}
