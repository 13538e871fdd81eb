import { sql } from "kysely";
import { type MailRequest, mailRequested, requestMail } from "#app/features/mail/request-mail.server.ts";
import { isOwnLatest } from "#app/features/outbox/is-own-latest.server.ts";
import { type Actor, recordChanges } from "#app/features/outbox/record-changes.server.ts";
import type { Db, Trx } from "#app/lib/db.server.ts";
import { wake } from "#app/lib/wake.server.ts";
import type { MailState } from "#db/schema.ts";

export interface ResendInput {
  mailId: string;
  /** As the sender of the form saw it: what has moved since is not sent again unseen. */
  expectedVersion: number;
  actor: Actor;
}

export type ResendResult =
  | { outcome: "missing" }
  | { outcome: "stale" | "under_way"; state: MailState }
  /** The same mail again, or a copy of one that arrived. */
  | { outcome: "requested"; mailId: string };

/**
 * Staff have a mail sent (again). What was not sent, or perhaps was, goes out as the same mail under its own
 * Message-ID; what was sent is written anew, from what is true now. Pressed twice, it is sent once.
 */
export async function resendMail(db: Db, input: ResendInput): Promise<ResendResult> {
  const result = await db.transaction().execute((trx) => resend(trx, input));
  if (result.outcome === "requested") wake("outbox");
  return result;
}

async function resend(trx: Trx, { mailId, expectedVersion, actor }: ResendInput): Promise<ResendResult> {
  const mail = await trx
    .selectFrom("mails")
    .selectAll()
    .where("id", "=", mailId)
    .forUpdate()
    .executeTakeFirst();
  if (!mail) return { outcome: "missing" };
  const copyKey = `again:${mail.id}:${expectedVersion}`;
  if (mail.version !== expectedVersion) {
    const asked = { kind: "mail.requested", actorId: actor.id };
    // As the same mail, for as long as nothing has come of it; after that its state says more.
    const own =
      mail.version === expectedVersion + 1 && (await isOwnLatest(trx, { type: "mail", id: mailId }, asked));
    const requested = own ? mailId : await findCopy(trx, copyKey, actor);
    if (requested) return { outcome: "requested", mailId: requested };
  }
  if (mail.state === "queued" || mail.state === "sending") return { outcome: "under_way", state: mail.state };
  if (mail.state === "sent") {
    const about = {
      kind: mail.kind,
      facts: mail.facts,
      caseId: mail.case_id,
      paymentId: mail.payment_id,
      enrollmentId: mail.enrollment_id,
      userId: mail.user_id,
      resendOf: mail.resend_of ?? mail.id,
      actor,
      // One copy for each time its page was looked at and the button pressed.
      dedupeKey: copyKey,
    };
    if (mail.version !== expectedVersion) return { outcome: "stale", state: mail.state };
    // The row is what a request once was: its facts are checked against its kind again.
    const copy = await requestMail(trx, about as unknown as MailRequest);
    await trx
      .updateTable("mails")
      .set({ version: mail.version + 1, updated_at: sql<Date>`now()` })
      .where("id", "=", mail.id)
      .execute();
    return { outcome: "requested", mailId: copy.mailId };
  }
  if (mail.version !== expectedVersion) return { outcome: "stale", state: mail.state };
  const { version } = await trx
    .updateTable("mails")
    .set({
      state: "queued",
      handed_over_at: null,
      last_error: null,
      requested_by: actor.id,
      version: mail.version + 1,
      updated_at: sql<Date>`now()`,
    })
    .where("id", "=", mail.id)
    .returning("version")
    .executeTakeFirstOrThrow();
  const change = mailRequested(mail.id, version, { kind: mail.kind, paymentId: mail.payment_id });
  await recordChanges(trx, { actor, changes: [{ ...change, before: { state: mail.state } }] });
  return { outcome: "requested", mailId: mail.id };
}

/** The copy that the same person asked for from the same page: the second press is told of the first one's. */
async function findCopy(trx: Trx, copyKey: string, actor: Actor): Promise<string | null> {
  const copy = await trx
    .selectFrom("mails")
    .select("id")
    .where("dedupe_key", "=", copyKey)
    .where("requested_by", "=", actor.id)
    .executeTakeFirst();
  return copy?.id ?? null;
}
