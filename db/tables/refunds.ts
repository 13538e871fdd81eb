import type { refundDraftStatuses } from "#db/schema.ts";
import type { Generated, MomentDefault, MomentOrNull, Nullable } from "#db/tables/columns.ts";

/** Money that is to be given back once a person says so. */
export interface RefundDraftsTable {
  id: string;
  payment_id: string;
  enrollment_id: Nullable<string>;
  amount_minor: number;
  currency: string;
  /** What the student was told. */
  reason: string;
  /** When the gateway was found to have made it. */
  settled_at: MomentOrNull;
  status: Generated<(typeof refundDraftStatuses)[number]>;
  created_by: Nullable<string>;
  version: Generated<number>;
  created_at: MomentDefault;
  updated_at: MomentDefault;
}
