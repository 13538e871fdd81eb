import type { MomentDefault, Nullable } from "#db/tables/columns.ts";

export interface WorkerHeartbeatsTable {
  worker_id: string;
  started_at: MomentDefault;
  beat_at: MomentDefault;
  /** The name under which this worker locks jobs. */
  job_pool: Nullable<string>;
}
