import type { CourseCursor } from "#app/features/courses/list-courses.server.ts";
import { isDay } from "#app/lib/calendar-day.ts";

/** A cursor as it stands in the address: "2026-12-03T16:00:00.000Z~crs_…", without a start "~crs_…". */
export function writeCursor(cursor: CourseCursor): string {
  return `${cursor.startsAt?.toISOString() ?? ""}~${cursor.id}`;
}

/** Null for none, and for one that nobody wrote here: the list then starts at its beginning. */
export function readCursor(text: string | null): CourseCursor | null {
  const match = /^([^~]*)~(crs_[0-9a-z]+)$/.exec(text ?? "");
  if (!match) return null;
  if (!match[1]) return { startsAt: null, id: match[2]! };
  // No year that JavaScript counts and the database does not.
  if (!isDay(match[1].slice(0, 10))) return null;
  const startsAt = new Date(match[1]);
  return Number.isNaN(startsAt.getTime()) ? null : { startsAt, id: match[2]! };
}
