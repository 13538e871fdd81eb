import type { Trx } from "#app/lib/db.server.ts";

/**
 * Whether the latest change of a row is this one, by this person: their form was pressed twice, and the second press is
 * told what the first one did. Whoever asks holds the row's lock, and looks at its version.
 */
export async function isOwnLatest(
  trx: Trx,
  subject: { type: string; id: string },
  { kind, actorId }: { kind: string; actorId: string | null },
): Promise<boolean> {
  const latest = await trx
    .selectFrom("audit_log")
    .select(["action", "actor_id"])
    .where("subject_type", "=", subject.type)
    .where("subject_id", "=", subject.id)
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return actorId !== null && latest?.action === kind && latest.actor_id === actorId;
}
