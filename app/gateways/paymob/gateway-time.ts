const timestamp = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,6}))?(Z|[+-]\d{2}:\d{2})?$/;

/** Is this a full timestamp of a real day and time? Digits that moved into or out of it make it none. */
export function isTimestamp(text: string): boolean {
  const match = timestamp.exec(text);
  if (!match) return false;
  const local = `${text.slice(0, 19)}Z`;
  return wallClock(Date.parse(local)) === text.slice(0, 19) && !Number.isNaN(Date.parse(text));
}

/**
 * The instant of a Paymob timestamp; null if it is none. With an offset (KSA, UAE) that decides; without one it
 * is Cairo's local time (gateways.md P2), summer time included. Of an hour that occurs twice, the first.
 */
export function readTime(text: string): Date | null {
  if (!isTimestamp(text)) return null;
  if (/(Z|[+-]\d{2}:\d{2})$/.test(text)) return new Date(text);
  const local = Date.parse(`${text}Z`);
  const offsets = [3 * hour, 2 * hour]; // summer, winter
  const offset = offsets.find((one) => cairoClock(local - one) === text.slice(0, 19)) ?? 2 * hour;
  return new Date(local - offset);
}

const hour = 3_600_000;
const wallClock = (at: number) => (Number.isNaN(at) ? "" : new Date(at).toISOString().slice(0, 19));

const cairo = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Africa/Cairo",
  dateStyle: "short",
  timeStyle: "medium",
});
/** Cairo's wall clock at an instant, as `YYYY-MM-DDTHH:MM:SS` (the Swedish form is ISO's with a space). */
const cairoClock = (at: number) => cairo.format(at).replace(" ", "T");
