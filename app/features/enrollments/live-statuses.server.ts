import { sql } from "kysely";
import { liveEnrollmentStatuses } from "#db/schema.ts";

/** The statuses that hold a seat, as literals within `in (…)`: partial indexes know them only so. */
export const liveStatuses = sql.join(liveEnrollmentStatuses.map((status) => sql.lit(status)));
