const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A moment in every form that screens and database rows have it. */
export type Moment = Date | string | number;

/** "3 Dec 2026, 10:02" in `timeZone`. Built from numbers: server and browser know different month names. */
export function formatMoment(at: Moment, timeZone: string): string {
  const part = partsIn(new Date(at), timeZone);
  return `${formatDay(at, timeZone)}, ${part.hour}:${part.minute}`;
}

/** "3 Dec 2026" in `timeZone`. */
export function formatDay(at: Moment, timeZone: string): string {
  const part = partsIn(new Date(at), timeZone);
  return `${Number(part.day)} ${months[Number(part.month) - 1]} ${part.year}`;
}

/** The exact instant with its zone: "2026-12-03 10:02:07 Africa/Cairo (UTC+02:00)". */
export function formatInstant(at: Moment, timeZone: string): string {
  const part = partsIn(new Date(at), timeZone);
  // Browsers differ in how they write no offset at all.
  const offset = part.timeZoneName === "GMT" ? "UTC+00:00" : part.timeZoneName?.replace("GMT", "UTC");
  return `${part.year}-${part.month}-${part.day} ${part.hour}:${part.minute}:${part.second} ${timeZone} (${offset})`;
}

/** Relative up to a day either way ("3 min ago", "in 2 h"), then date and time. */
export function formatAgo(at: Moment, now: number, timeZone: string): string {
  const past = now - new Date(at).getTime();
  const distance = Math.abs(past);
  if (distance >= day) return formatMoment(at, timeZone);
  if (distance < minute) return past >= 0 ? "just now" : "in a moment";
  const words = distance < hour ? `${Math.floor(distance / minute)} min` : `${Math.floor(distance / hour)} h`;
  return past > 0 ? `${words} ago` : `in ${words}`;
}

function partsIn(at: Date, timeZone: string): Record<string, string> {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZoneName: "longOffset",
  });
  return Object.fromEntries(format.formatToParts(at).map((part) => [part.type, part.value]));
}
