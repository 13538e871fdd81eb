import type { Trx } from "#app/lib/db.server.ts";
import type { Topic } from "#db/schema.ts";

/**
 * An event without an audit entry: for what is true only for now (who looks at a row) and changes nothing that anyone
 * could ask about later. Everything else goes through recordChanges.
 */
export async function recordSignal(
  trx: Trx,
  signal: {
    topic: Topic;
    kind: string;
    subject: { type: string; id: string };
    data: Record<string, unknown>;
  },
): Promise<void> {
  const { topic, kind, subject, data } = signal;
  await trx
    .insertInto("outbox_events")
    .values({
      topic,
      kind,
      subject_type: subject.type,
      subject_id: subject.id,
      subject_version: 1,
      audience: [],
      data: JSON.stringify(data),
    })
    .execute();
}
