import type { WaitlistStatus } from "#db/schema.ts";
import type { Generated, MomentDefault, MomentOrNull, Nullable } from "#db/tables/columns.ts";

export interface WaitlistEntriesTable {
  id: string;
  course_id: string;
  student_id: string;
  status: Generated<WaitlistStatus>;
  /** The enrollment that holds the offered seat. */
  enrollment_id: Nullable<string>;
  offer_until: MomentOrNull;
  version: Generated<number>;
  joined_at: MomentDefault;
  updated_at: MomentDefault;
}
