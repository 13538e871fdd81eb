import type { ActorType, Topic } from "#db/schema.ts";
import type {
  Generated,
  GeneratedAlways,
  Json,
  JsonOrNull,
  MomentDefault,
  Nullable,
} from "#db/tables/columns.ts";

export interface OutboxEventsTable {
  seq: GeneratedAlways<number>;
  xid: GeneratedAlways<string>;
  topic: Topic;
  kind: string;
  subject_type: string;
  subject_id: string;
  subject_version: number;
  /** User ids (students) who could see the subject before or after; staff see by topic permission. */
  audience: Generated<string[]>;
  data: Json<Record<string, unknown>>;
  at: MomentDefault;
}

export interface OutboxEpochTable {
  epoch: string;
  system_identifier: string;
  /** Events of transactions up to this one may be gone with their day's partition. */
  pruned_xid: Generated<string>;
  created_at: MomentDefault;
}

export interface AuditLogTable {
  id: GeneratedAlways<number>;
  at: MomentDefault;
  actor_type: ActorType;
  actor_id: Nullable<string>;
  action: string;
  subject_type: string;
  subject_id: string;
  before: JsonOrNull;
  after: JsonOrNull;
  reason: Nullable<string>;
  request_id: Nullable<string>;
  delivery_id: Nullable<string>;
  xid: GeneratedAlways<string>;
}
