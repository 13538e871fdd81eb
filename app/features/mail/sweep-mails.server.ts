import { sql } from "kysely";
import { mailRequested } from "#app/features/mail/request-mail.server.ts";
import { giveUpIfOrphaned } from "#app/features/mail/send-mail.server.ts";
import { recordChanges, systemActor } from "#app/features/outbox/record-changes.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { log } from "#app/lib/logger.server.ts";
import { wake } from "#app/lib/wake.server.ts";

/** How long a mail may wait without a job that would send it. */
const strandedMinutes = 15;

/**
 * Finds what no job will come back to: mails whose sender was killed, and queued ones whose job is gone. The first are
 * sent again only if the mail server was surely not given them.
 */
export async function sweepMails(db: Db): Promise<{ doubtful: number; asked: number }> {
  const { rows } = await sql<{ id: string; handed_over: boolean }>`
    select id, handed_over_at is not null as handed_over from mails m
    where (state = 'sending' and claim_until < now())
      or (state = 'queued' and updated_at < now() - make_interval(mins => ${strandedMinutes})
        and not exists (select from graphile_worker.jobs j where j.key = 'mail.send:' || m.id and j.attempts < j.max_attempts))
    order by created_at limit 500`.execute(db);
  const result = { doubtful: 0, asked: 0 };
  for (const row of rows) {
    if (row.handed_over) result.doubtful += Number(await giveUpIfOrphaned(db, row.id));
    else result.asked += Number(await askAgain(db, row.id));
  }
  if (result.doubtful + result.asked > 0) log.warn(result, "mails without a sender found");
  return result;
}

async function askAgain(db: Db, mailId: string): Promise<boolean> {
  const asked = await db.transaction().execute(async (trx) => {
    const mail = await trx
      .updateTable("mails")
      .set({
        state: "queued",
        claim_until: null,
        version: sql<number>`version + 1`,
        updated_at: sql<Date>`now()`,
      })
      .where("id", "=", mailId)
      .where("handed_over_at", "is", null)
      .where((eb) =>
        eb.or([
          eb("state", "=", "queued"),
          eb.and([eb("state", "=", "sending"), eb("claim_until", "<", sql<Date>`now()`)]),
        ]),
      )
      .returning(["kind", "version", "payment_id"])
      .executeTakeFirst();
    if (!mail) return false;
    const change = mailRequested(mailId, mail.version, { kind: mail.kind, paymentId: mail.payment_id });
    await recordChanges(trx, { actor: systemActor, changes: [change] });
    return true;
  });
  if (asked) wake("outbox");
  return asked;
}
