import { sql } from "kysely";
import { countKinds } from "#app/features/exceptions/list-exceptions.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import type { Topic } from "#db/schema.ts";
import { mostCounted } from "./most-counted.ts";

/** Open exceptions by kind, the most urgent first: many of one kind take nothing from the others. */
export const countOpenByKind = (db: Db) => countKinds(db, null);

/** Enrollments that wait for a person to decide, and since when the longest has waited, as their list says it. */
export async function countWaiting(db: Db) {
  const { rows } = await sql<{ count: number; oldest_at: Date | null }>`
    select count(*) as count, min(waiting_since) as oldest_at from (
      select waiting_since from enrollments where status in ('requested','pending_approval')
      order by waiting_since limit ${mostCounted}) few`.execute(db);
  return { count: rows[0]!.count, oldestAt: rows[0]!.oldest_at };
}

/** Deliveries that come back by themselves, and those that will not. */
export async function countTroubled(db: Db) {
  const count = async (status: "failed" | "dead") => {
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from (select 1 from payment_webhooks where status = ${status} limit ${mostCounted}) few`.execute(
      db,
    );
    return rows[0]!.count;
  };
  const [failed, dead] = await Promise.all([count("failed"), count("dead")]);
  return { failed, dead };
}

/** The payment whose gateway is to be asked first, and when; null when nothing is due. */
export async function findOldestCheck(db: Db) {
  const row = await db
    .selectFrom("payments")
    .select(["id", "gateway", "next_check_at"])
    .where("next_check_at", "is not", null)
    .orderBy("next_check_at")
    .limit(1)
    .executeTakeFirst();
  return row ? { paymentId: row.id, gateway: row.gateway, at: row.next_check_at! } : null;
}

/** The latest events of these topics, newest first, as the stream would carry them. */
export async function findLatestEvents(db: Db, topics: readonly Topic[]) {
  const rows = await db
    .selectFrom("outbox_events")
    .select(["seq", "topic", "kind", "subject_type", "subject_id", "data", "at"])
    .where("topic", "in", topics)
    .where("kind", "<>", "rollups.moved")
    .orderBy("xid", "desc")
    .orderBy("seq", "desc")
    .limit(20)
    .execute();
  return rows.map((row) => ({
    id: `${row.subject_id}-${row.seq}`,
    topic: row.topic,
    kind: row.kind,
    subjectId: row.subject_id,
    data: row.data,
    at: row.at.toISOString(),
  }));
}

export type FeedEvent = Awaited<ReturnType<typeof findLatestEvents>>[number];
