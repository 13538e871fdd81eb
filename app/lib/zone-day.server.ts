import { sql } from "kysely";

/** The instant at which a day of `timeZone` begins, `later` days on: the end of a day is the next one's beginning. */
export const startOfDay = (day: string, later: number, timeZone: string) =>
  sql<Date>`((${day}::date + ${sql.lit(later)})::timestamp at time zone ${timeZone})`;
