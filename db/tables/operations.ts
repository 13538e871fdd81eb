import type { MomentDefault } from "#db/tables/columns.ts";

export interface WorkerHeartbeatsTable {
  worker_id: string;
  started_at: MomentDefault;
  beat_at: MomentDefault;
}
