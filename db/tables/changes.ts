import type { ActorType, Topic } from "#db/schema.ts";
import type {
  Generated,
  GeneratedAlways,
  Json,
  JsonOrNull,
  MomentDefault,
  MomentOrNull,
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

/** How far each reader of the outbox that runs once for all processes has come. */
export interface OutboxConsumersTable {
  name: string;
  epoch: string;
  xid: string;
  seq: number;
  /** When the last event read was written, by the writer's clock. */
  last_event_at: MomentDefault;
  /** After a change of epoch the outbox is read again from its start; events from before this were read already. */
  replay_since: MomentOrNull;
  updated_at: MomentDefault;
}

/** A link of the chain over the audit log (features/audit/seal-audit.server.ts). */
export interface AuditSealsTable {
  number: number;
  /** The entries sealed, as PostgreSQL writes ranges of ids. */
  ids: string;
  entries: number;
  /** The highest entry sealed so far. */
  through_id: number;
  /** SHA-256 of each entry, 32 bytes each, in the order of ids. */
  digests: Buffer;
  /** SHA-256 over the hash before and `digests`. */
  hash: Buffer;
  sealed_at: MomentDefault;
}

/** One row: below and at `floor_id` every entry that will ever be there is sealed. */
export interface AuditSealerTable {
  one: Generated<boolean>;
  floor_id: Generated<number>;
}

/** What each check of the audit log against its seals found. */
export interface AuditChecksTable {
  id: GeneratedAlways<number>;
  checked_at: MomentDefault;
  /** The last seal, how many entries all of them have, and its hash. */
  seals: number;
  entries: number;
  hash: Nullable<Buffer>;
  faults: number;
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
