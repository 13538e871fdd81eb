import type { ExceptionKind, exceptionStatuses } from "#db/schema.ts";
import type {
  Generated,
  GeneratedAlways,
  Json,
  MomentDefault,
  MomentOrNull,
  Nullable,
} from "#db/tables/columns.ts";

export interface ExceptionsTable {
  id: string;
  /** One problem is one row, for ever: it re-opens when it returns. */
  dedupe_key: string;
  kind: ExceptionKind;
  /** The kind's place in `exceptionKinds`, from 1. */
  urgency: GeneratedAlways<number>;
  severity: Generated<"warning" | "critical">;
  status: Generated<(typeof exceptionStatuses)[number]>;
  payment_id: Nullable<string>;
  enrollment_id: Nullable<string>;
  delivery_id: Nullable<string>;
  student_id: Nullable<string>;
  course_id: Nullable<string>;
  /** What is known, as plain values a screen can explain. */
  facts: Json<Record<string, unknown>>;
  /** [{at, what: opened|seen|repair_tried|resolved|reopened|ignored, by, note}] oldest first. */
  history: Json<Array<Record<string, unknown>>>;
  occurrences: Generated<number>;
  repair_attempts: Generated<number>;
  first_seen_at: MomentDefault;
  last_seen_at: MomentDefault;
  resolved_at: MomentOrNull;
  resolved_by: Nullable<string>;
  resolution: Nullable<string>;
  version: Generated<number>;
}
