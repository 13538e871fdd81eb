import type { ApprovalMode, courseStatuses, RefundEffect } from "#db/schema.ts";
import type {
  Generated,
  GeneratedAlways,
  MomentDefault,
  MomentOrNull,
  Nullable,
} from "#db/tables/columns.ts";

export interface CoursesTable {
  id: string;
  title: string;
  /** The title as it is compared: fold_search of it. */
  search_title: GeneratedAlways<string>;
  summary: string;
  description: string;
  starts_at: MomentOrNull;
  /** Null: no limit. */
  capacity: Nullable<number>;
  /** Equals the live enrollments; changed only in the transaction that changes one. */
  enrolled_count: Generated<number>;
  status: Generated<(typeof courseStatuses)[number]>;
  /** Where an enrolled student goes. */
  access_url: Nullable<string>;
  approval_mode: Generated<ApprovalMode>;
  /** How long an approved student may pay; the seat is held meanwhile. */
  pay_within_hours: Generated<number>;
  refund_effect: Generated<RefundEffect>;
  /** A line for a full course; not together with approval, whose requests are the line. */
  waitlist_enabled: Generated<boolean>;
  /** How long a seat that became free stands for the next in line. */
  offer_hours: Generated<number>;
  version: Generated<number>;
  created_at: MomentDefault;
  updated_at: MomentDefault;
}

export interface CoursePricesTable {
  course_id: string;
  currency: string;
  amount_minor: number;
}
