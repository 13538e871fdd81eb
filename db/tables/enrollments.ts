import type { EnrollmentDecision, EnrollmentStatus } from "#db/schema.ts";
import type { Generated, MomentDefault, MomentOrNull, Nullable } from "#db/tables/columns.ts";

export interface EnrollmentsTable {
  id: string;
  student_id: string;
  course_id: string;
  payment_id: Nullable<string>;
  status: EnrollmentStatus;
  /** How it came to be: bought, granted by staff without payment, or asked for and not paid yet. */
  source: "payment" | "staff" | "request";
  /** Since when a decision is waited for; restored to the queue, it waits anew. */
  waiting_since: MomentDefault;
  /** Until when an approved request may be paid. */
  pay_by: MomentOrNull;
  /** The last decision of a person, from which status, and the version it made: what has not moved since can be undone. */
  decision: Nullable<EnrollmentDecision>;
  decision_reason: Nullable<string>;
  decided_by: Nullable<string>;
  decided_at: MomentOrNull;
  decided_from: Nullable<EnrollmentStatus>;
  decided_version: Nullable<number>;
  version: Generated<number>;
  created_at: MomentDefault;
  updated_at: MomentDefault;
}
