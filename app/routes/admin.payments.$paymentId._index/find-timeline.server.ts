import { listMailsOf } from "#app/features/mail/list-mails.server.ts";
import { maskBody } from "#app/features/webhooks/mask-body.ts";
import type { Db } from "#app/lib/db.server.ts";
import { type Exceptions, most, type Seats } from "./queries.server.ts";

/** Everything that happened to a payment. Bodies leave the server masked only. */
export async function findTimeline(
  db: Db,
  paymentId: string,
  known: { seats: Promise<Seats>; exceptions: Promise<Exceptions> },
) {
  const [evidence, deliveries, seats, exceptions, mails, drafts] = await Promise.all([
    db
      .selectFrom("payment_evidence")
      .selectAll()
      .where("payment_id", "=", paymentId)
      .orderBy("id", "desc")
      .limit(most)
      .execute(),
    findDeliveries(db, paymentId),
    known.seats,
    known.exceptions,
    listMailsOf(db, { paymentId }, most),
    db.selectFrom("refund_drafts").select("id").where("payment_id", "=", paymentId).limit(most).execute(),
  ]);
  const audit = await findAudit(db, [
    paymentId,
    ...seats.map((row) => row.id),
    ...deliveries.map((row) => row.id),
    ...drafts.map((row) => row.id),
  ]);
  const people = await findNames(db, [
    ...audit.map((row) => row.actor_id),
    ...evidence.map((row) => row.actor_id),
    ...exceptions.flatMap((row) => row.history.map((entry) => entry.by as string | null)),
  ]);
  return { evidence, deliveries, exceptions, mails, audit, people };
}

export type Happened = Awaited<ReturnType<typeof findTimeline>>;

async function findDeliveries(db: Db, paymentId: string) {
  const rows = await db
    .selectFrom("payment_webhooks")
    .select(["id", "gateway", "kind", "verdict", "status", "outcome", "seen_count", "attempts"])
    .select(["note", "last_error", "transaction_ref", "received_at", "last_seen_at", "raw_body"])
    .where("payment_id", "=", paymentId)
    .orderBy("received_at", "desc")
    .limit(most)
    .execute();
  return rows.map(({ raw_body, ...row }) => ({ ...row, body: maskBody(raw_body.toString("utf8")) }));
}

function findAudit(db: Db, subjectIds: string[]) {
  return db
    .selectFrom("audit_log")
    .select(["id", "at", "actor_type", "actor_id", "action", "before", "after", "reason", "request_id"])
    .where("subject_type", "in", ["payment", "enrollment", "delivery", "refund_draft"])
    .where("subject_id", "in", subjectIds)
    .orderBy("id", "desc")
    .limit(2 * most)
    .execute();
}

/** Names by user id, of those ids that are people's. */
async function findNames(db: Db, ids: Array<string | null | undefined>): Promise<Record<string, string>> {
  const userIds = [...new Set(ids.filter((id) => id?.startsWith("usr_")))] as string[];
  if (userIds.length === 0) return {};
  const rows = await db.selectFrom("users").select(["id", "name"]).where("id", "in", userIds).execute();
  return Object.fromEntries(rows.map((row) => [row.id, row.name]));
}
