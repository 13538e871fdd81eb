import type { EnrollmentStatus } from "#db/schema.ts";
import type { Generated, MomentDefault, Nullable } from "#db/tables/columns.ts";

export interface EnrollmentsTable {
  id: string;
  student_id: string;
  course_id: string;
  payment_id: Nullable<string>;
  status: EnrollmentStatus;
  /** How it came to be: bought, or granted by staff without payment. */
  source: "payment" | "staff";
  version: Generated<number>;
  created_at: MomentDefault;
  updated_at: MomentDefault;
}
