import type { BulkItemOutcome, BulkJobStatus, bulkItemStatuses, EnrollmentDecision } from "#db/schema.ts";
import type {
  Generated,
  Json,
  JsonOrNull,
  MomentDefault,
  MomentOrNull,
  Nullable,
} from "#db/tables/columns.ts";

export interface BulkJobsTable {
  id: string;
  decision: EnrollmentDecision;
  reason: Nullable<string>;
  /** What was selected: ids, or a filter and the moment at which it was looked at. */
  selection: Json<Record<string, unknown>>;
  status: Generated<BulkJobStatus>;
  /** How many rows the selection named; null until the job has begun. */
  total: Nullable<number>;
  /** The job whose decisions this one takes back. */
  undoes: Nullable<string>;
  retries: Generated<number>;
  created_by: string;
  /** Who tried its failed rows again last, or went on with it: their decisions from then on. */
  tried_by: Nullable<string>;
  version: Generated<number>;
  created_at: MomentDefault;
  started_at: MomentOrNull;
  finished_at: MomentOrNull;
}

export interface BulkJobItemsTable {
  job_id: string;
  place: number;
  enrollment_id: string;
  /** The row as it was when the job began; one that has moved since is left alone. */
  expected_version: number;
  status: Generated<(typeof bulkItemStatuses)[number]>;
  outcome: Nullable<BulkItemOutcome>;
  detail: JsonOrNull;
  leased_until: MomentOrNull;
  finished_at: MomentOrNull;
}
