import type { GatewayName } from "#app/gateways/gateway.ts";
import type { MomentDefault, MomentOrNull, Nullable } from "#db/tables/columns.ts";

export interface WorkerHeartbeatsTable {
  worker_id: string;
  started_at: MomentDefault;
  beat_at: MomentDefault;
  /** The name under which this worker locks jobs. */
  job_pool: Nullable<string>;
}

export interface HistoryCursorsTable {
  gateway: GatewayName;
  /** The last day (UTC, YYYY-MM-DD) whose list was read and compared. */
  through: string;
  leased_until: MomentOrNull;
  /** Why the last run stopped, or null. */
  problem: Nullable<string>;
  ran_at: MomentOrNull;
  created_at: MomentDefault;
}

/** A row that somebody has open now; who is silent for half a minute has left. */
export interface PresencesTable {
  subject_id: string;
  tab_id: string;
  staff_id: string;
  seen_at: MomentDefault;
}
