import { sql } from "kysely";
import MailComposer from "nodemailer/lib/mail-composer";
import { type ClaimedMail, claimMail, noteHandover } from "#app/features/mail/claim-mail.server.ts";
import { type ComposedMail, composeMail } from "#app/features/mail/compose-mail.server.ts";
import { senderAddress, senderName } from "#app/features/mail/sender.server.ts";
import { moveMail, type Settlement, settleMail } from "#app/features/mail/settle-mail.server.ts";
import { assertNever } from "#app/lib/assert-never.ts";
import type { Db } from "#app/lib/db.server.ts";
import { type Env, env } from "#app/lib/env.server.ts";
import { log } from "#app/lib/logger.server.ts";
import { handOver } from "#app/lib/smtp.server.ts";

export interface SendMailInput {
  mailId: string;
  /** No further try follows: a mail that cannot be sent now has failed. */
  lastTry: boolean;
  signal: AbortSignal;
  smtpUrl?: string | undefined;
}

export type SendMailResult =
  | { outcome: "sent" | "failed" | "unknown" | "outdated" | "not_configured" | "settled_before" | "missing" }
  /** Not sent, surely; try again. */
  | { outcome: "retry"; why: string }
  /** Another worker is at it. */
  | { outcome: "busy" };

export const noServer = "no mail server is set up (SMTP_URL)";
export const noAnswer =
  "the mail server was given it and did not answer: it may have been sent, and is not sent again by itself";

/**
 * Sends one mail: at most once, whatever is killed, and not at all once it is no longer true. The mail server is called
 * outside any transaction, between a claim and the record of its answer. Only a crash after the text was handed over
 * leaves a doubt, and it is shown as one. Throws when the mail cannot be written.
 */
export async function sendMail(db: Db, input: SendMailInput): Promise<SendMailResult> {
  const row = await db
    .selectFrom("mails")
    .select(["id", "state", "claim_until", "handed_over_at"])
    .where("id", "=", input.mailId)
    .executeTakeFirst();
  if (!row) return { outcome: "missing" };
  if (row.state !== "queued" && row.state !== "sending") return { outcome: "settled_before" };
  if (!input.smtpUrl) {
    await keepText(db, row.id, await composeMail(db, row.id));
    const moved = await moveMail(db, row.id, "queued", { state: "not_configured", error: noServer });
    return { outcome: moved ? "not_configured" : "busy" };
  }
  const claimed = await claimMail(db, row.id);
  if (!claimed) return (await giveUpIfOrphaned(db, row.id)) ? { outcome: "unknown" } : { outcome: "busy" };
  const composed = await writeOut(db, claimed, input.lastTry);
  const settlement = composed.outdated
    ? ({ state: "outdated", error: `held back: ${composed.outdated}` } as const)
    : await give(db, claimed, composed, { ...input, smtpUrl: input.smtpUrl });
  await settleMail(db, claimed, settlement);
  log.info({ mailId: row.id, state: settlement.state, attempt: claimed.attempt }, "mail tried");
  return settlement.state === "queued"
    ? { outcome: "retry", why: settlement.error }
    : { outcome: settlement.state };
}

/** The letter as it is true now. Written under the claim: what staff read is what the student is sent. */
async function writeOut(db: Db, claimed: ClaimedMail, lastTry: boolean): Promise<ComposedMail> {
  try {
    const composed = await composeMail(db, claimed.id);
    await keepText(db, claimed.id, composed);
    return composed;
  } catch (error) {
    await settleMail(db, claimed, notNow("it could not be written", claimed, lastTry));
    throw error;
  }
}

async function give(
  db: Db,
  claimed: ClaimedMail,
  composed: ComposedMail,
  { smtpUrl, signal, lastTry }: SendMailInput & { smtpUrl: string },
): Promise<Settlement> {
  const handover = await handOver(await letterOf(env(), composed), {
    url: smtpUrl,
    signal,
    mayHandOver: () => noteHandover(db, claimed),
  });
  const again = (error: string) => notNow(error, claimed, lastTry);
  switch (handover.outcome) {
    case "accepted":
      return { state: "sent", sentTo: composed.to.address };
    case "refused":
      return handover.permanent ? { state: "failed", error: handover.text } : again(handover.text);
    case "not_handed_over":
      return again(handover.text);
    case "unanswered":
      return { state: "unknown", error: `${noAnswer} (${handover.text})` };
    default:
      return assertNever(handover);
  }
}

const notNow = (error: string, claimed: ClaimedMail, lastTry: boolean): Settlement =>
  lastTry
    ? { state: "failed", error: `given up after ${claimed.attempt} tries: ${error}` }
    : { state: "queued", error };

/** A sender that went away after the hand-over took the answer with it. */
export function giveUpIfOrphaned(db: Db, mailId: string): Promise<boolean> {
  return moveMail(
    db,
    mailId,
    "sending",
    { state: "unknown", error: noAnswer },
    (mail) => mail.handed_over_at !== null && mail.claim_until !== null && mail.claim_until < new Date(),
  );
}

/** What staff read: the text as it goes out, its private links left out; and whom it goes to, if accounts were merged. */
async function keepText(db: Db, mailId: string, composed: ComposedMail): Promise<void> {
  await db
    .updateTable("mails")
    .set({
      locale: composed.locale,
      subject: composed.subject,
      body_text: composed.shown,
      user_id: composed.to.id,
    })
    .where("id", "=", mailId)
    .where("state", "in", ["queued", "sending"])
    .where(
      sql<boolean>`(locale, subject, body_text, user_id) is distinct from (${composed.locale}, ${composed.subject}, ${composed.shown}, ${composed.to.id})`,
    )
    .execute();
}

async function letterOf(env: Env, composed: ComposedMail) {
  const from = senderAddress(env);
  const message = new MailComposer({
    from: { name: senderName(env), address: from },
    to: { name: composed.to.name, address: composed.to.address },
    replyTo: env.SUPPORT_EMAIL,
    subject: composed.subject,
    messageId: composed.messageId,
    date: composed.writtenAt,
    text: composed.text,
    html: composed.html,
    headers: {
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
      "Content-Language": composed.locale,
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  return { from, to: composed.to.address, raw: await message.build() };
}
