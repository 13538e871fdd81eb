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
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  }).formatToParts(new Date(at));
  const part = Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)]));
  const shown = Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!, part.second!);
  return shown - Math.floor(at / 1000) * 1000;
}
