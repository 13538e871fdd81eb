import { sql } from "kysely";
import type { ClaimedMail } from "#app/features/mail/claim-mail.server.ts";
import { type Change, recordChanges, systemActor } from "#app/features/outbox/record-changes.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { wake } from "#app/lib/wake.server.ts";
import type { MailState } from "#db/schema.ts";

/** What one try came to. */
export type Settlement =
  | { state: "sent"; sentTo: string }
  /** Not sent, and to be tried again. */
  | { state: "queued"; error: string }
  | { state: "failed"; error: string }
  | { state: "unknown"; error: string }
  /** Not sent, because it is no longer true. */
  | { state: "outdated"; error: string };

/**
 * Writes what one try came to. False: the claim has gone to another meanwhile, whose word counts. An answer that comes
 * after the mail was given up as unknown is still the better knowledge.
 */
export async function settleMail(db: Db, mail: ClaimedMail, settlement: Settlement): Promise<boolean> {
  const settled = await db.transaction().execute(async (trx) => {
    const before = await trx
      .selectFrom("mails")
      .selectAll()
      .where("id", "=", mail.id)
      .where("claim", "=", mail.claim)
      .where("state", "in", ["sending", "unknown"])
      .forUpdate()
      .executeTakeFirst();
    if (!before || before.state === settlement.state) return false;
    const sent = settlement.state === "sent";
    const after = await trx
      .updateTable("mails")
      .set({
        state: settlement.state,
        claim_until: null,
        last_error: sent ? null : settlement.error,
        ...(sent && { sent_to: settlement.sentTo, sent_at: sql<Date>`now()` }),
        ...(settlement.state === "queued" && { handed_over_at: null }),
        version: before.version + 1,
        updated_at: sql<Date>`now()`,
      })
      .where("id", "=", mail.id)
      .returningAll()
      .executeTakeFirstOrThrow();
    await recordChanges(trx, { actor: systemActor, changes: [mailMoved(before, after)] });
    return true;
  });
  if (settled) wake("outbox");
  return settled;
}

/** How each state is told to who watches. */
const kinds: Record<MailState, string> = {
  queued: "mail.delayed",
  sending: "mail.sending",
  sent: "mail.sent",
  failed: "mail.failed",
  not_configured: "mail.not_configured",
  unknown: "mail.uncertain",
  outdated: "mail.outdated",
};

type MailFacts = Parameters<typeof mailMoved>[1];

/** The student hears that a receipt was sent: the result page may say so now. */
export function mailMoved(
  before: { state: MailState; version: number },
  after: {
    id: string;
    kind: string;
    user_id: string;
    payment_id: string | null;
    state: MailState;
    version: number;
  },
): Change {
  return {
    topic: "notifications",
    kind: kinds[after.state],
    subject: { type: "mail", id: after.id, version: after.version },
    before: { state: before.state },
    after: { state: after.state },
    data: { kind: after.kind, state: after.state, paymentId: after.payment_id },
    audience: after.kind === "receipt" && after.state === "sent" ? [after.user_id] : [],
  };
}

/** For a mail that no claim holds: nobody set a mail server up, or its sender went away with the answer. */
export async function moveMail(
  db: Db,
  mailId: string,
  from: MailState,
  to: { state: MailState; error: string | null },
  still: (mail: MailFacts & { handed_over_at: Date | null; claim_until: Date | null }) => boolean = () =>
    true,
): Promise<boolean> {
  const moved = await db.transaction().execute(async (trx) => {
    const before = await trx
      .selectFrom("mails")
      .selectAll()
      .where("id", "=", mailId)
      .where("state", "=", from)
      .forUpdate()
      .executeTakeFirst();
    if (!before || !still(before)) return false;
    const after = await trx
      .updateTable("mails")
      .set({
        state: to.state,
        last_error: to.error,
        claim_until: null,
        version: before.version + 1,
        updated_at: sql<Date>`now()`,
      })
      .where("id", "=", mailId)
      .returningAll()
      .executeTakeFirstOrThrow();
    await recordChanges(trx, { actor: systemActor, changes: [mailMoved(before, after)] });
    return true;
  });
  if (moved) wake("outbox");
  return moved;
}
