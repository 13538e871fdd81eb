import type { Trx } from "#app/lib/db.server.ts";
import { currentRequestId } from "#app/lib/logger.server.ts";
import type { ActorType, Topic } from "#db/schema.ts";

/** Who or what caused a change. A gateway's delivery is named, so that the timeline can show it. */
export interface Actor {
  type: ActorType;
  id: string | null;
  deliveryId?: string | null;
  reason?: string | null;
}

export const systemActor: Actor = { type: "system", id: null };

/** One change of one row: it becomes an audit entry and an outbox event. Never names, addresses or card digits. */
export interface Change {
  topic: Topic;
  /** `noun.verb`, past tense: `payment.succeeded`. */
  kind: string;
  subject: { type: string; id: string; version: number };
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  /** What a live screen may draw without loading. */
  data: Record<string, unknown>;
  /** Ids of the students who could see the subject before or after the change. */
  audience: string[];
}

/** The last line of every writing verb: audit and outbox in the transaction of the change itself. */
export async function recordChanges(trx: Trx, input: { actor: Actor; changes: Change[] }): Promise<void> {
  const { actor, changes } = input;
  if (changes.length === 0) return;
  await trx
    .insertInto("audit_log")
    .values(
      changes.map((change) => ({
        actor_type: actor.type,
        actor_id: actor.id,
        action: change.kind,
        subject_type: change.subject.type,
        subject_id: change.subject.id,
        before: change.before && JSON.stringify(change.before),
        after: change.after && JSON.stringify(change.after),
        reason: actor.reason ?? null,
        request_id: currentRequestId() ?? null,
        delivery_id: actor.deliveryId ?? null,
      })),
    )
    .execute();
  await trx
    .insertInto("outbox_events")
    .values(
      changes.map((change) => ({
        topic: change.topic,
        kind: change.kind,
        subject_type: change.subject.type,
        subject_id: change.subject.id,
        subject_version: change.subject.version,
        audience: change.audience,
        data: JSON.stringify(change.data),
      })),
    )
    .execute();
}
