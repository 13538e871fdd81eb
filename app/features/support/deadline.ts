/** How much longer a student can be given at once, hours. */
export const extensions = [24, 72, 168, 336] as const;
export type Extension = (typeof extensions)[number];

const hourMs = 3_600_000;

/** The deadline that many hours later, counted from now where the old one is over; on the whole minute. */
export function extendedBy(payBy: Date, hours: Extension, now = Date.now()): Date {
  const later = Math.max(payBy.getTime(), now) + hours * hourMs;
  return new Date(Math.ceil(later / 60_000) * 60_000);
}

/** No seat is held unpaid for longer than this from now. */
export const latestDeadline = (now: number) => now + 60 * 24 * hourMs;
