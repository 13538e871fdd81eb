import { sql } from "kysely";
import type { Db } from "#app/lib/db.server.ts";
import { conversationMs } from "#app/lib/smtp.server.ts";

/** A claim outlasts the longest conversation, so that one that ran out has no letter on its way. */
export const claimSeconds = conversationMs / 1_000 + 30;

export interface ClaimedMail {
  id: string;
  /** Which try this is, from 1. */
  attempt: number;
  claim: string;
}

/**
 * Takes the mail for one try to send it: a queued one, or one whose last sender went away before it gave the letter
 * to the mail server. Null: someone else has it, or there is nothing (more) to send.
 */
export async function claimMail(db: Db, mailId: string): Promise<ClaimedMail | null> {
  const claim = crypto.randomUUID();
  const row = await db
    .updateTable("mails")
    .set({
      state: "sending",
      claim,
      claim_until: sql<Date>`now() + make_interval(secs => ${claimSeconds})`,
      attempts: sql<number>`attempts + 1`,
      version: sql<number>`version + 1`,
      updated_at: sql<Date>`now()`,
    })
    .where("id", "=", mailId)
    .where((eb) =>
      eb.or([
        eb("state", "=", "queued"),
        eb.and([
          eb("state", "=", "sending"),
          eb("handed_over_at", "is", null),
          eb("claim_until", "<", sql<Date>`now()`),
        ]),
      ]),
    )
    .returning(["id", "attempts"])
    .executeTakeFirst();
  return row ? { id: row.id, attempt: row.attempts, claim } : null;
}

/**
 * Notes that the letter is about to be given to the mail server. False: the claim ran out or went to another, and the
 * letter must stay here. From this moment on nobody sends it again by itself.
 */
export async function noteHandover(db: Db, mail: ClaimedMail): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("mails")
    .set({ handed_over_at: sql<Date>`now()` })
    .where("id", "=", mail.id)
    .where("state", "=", "sending")
    .where("claim", "=", mail.claim)
    .where("claim_until", ">", sql<Date>`now()`)
    .where("handed_over_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
