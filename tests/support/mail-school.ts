import { sql } from "kysely";
import { type MailRequest, requestMail } from "#app/features/mail/request-mail.server.ts";
import { sendMail } from "#app/features/mail/send-mail.server.ts";
import { applyEvidence } from "#app/features/payments/apply-evidence.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { newId } from "#app/lib/ids.ts";
import { builders, evidence } from "#tests/support/build.ts";

/** People, paid payments and mails for tests of mail. */
export function mailSchool(db: Db) {
  const build = builders(db);

  async function student(more: { name?: string; locale?: "en" | "ar" } = {}) {
    const user = await build.user(more.name ? { name: more.name } : {});
    await db
      .updateTable("users")
      .set({ locale: more.locale ?? "en" })
      .where("id", "=", user.id)
      .execute();
    return user;
  }

  /** A payment that succeeded, with its seat. */
  async function paid(more: Parameters<typeof build.payment>[0] = {}) {
    const payment = await build.payment(more);
    await applyEvidence(db, {
      paymentId: payment.id,
      actor: { type: "gateway", id: payment.gateway },
      evidence: [
        evidence({
          kind: "succeeded",
          gateway: payment.gateway,
          attempt_id: payment.attempt.id,
          transaction_ref: "192036465",
          amount_minor: payment.amountMinor,
          currency: payment.currency,
          method: "card",
        }),
      ],
    });
    return payment;
  }

  /** The gateway says how much of the payment has gone back in all. */
  const giveBack = (payment: Awaited<ReturnType<typeof paid>>, minor: number) =>
    applyEvidence(db, {
      paymentId: payment.id,
      actor: { type: "gateway", id: payment.gateway },
      evidence: [
        evidence({
          kind: "refunded",
          gateway: payment.gateway,
          attempt_id: payment.attempt.id,
          transaction_ref: "192036465",
          amount_minor: payment.amountMinor,
          currency: payment.currency,
          refunded_minor: minor,
        }),
      ],
    });

  /** A mail asked for by hand; what it is about is a receipt unless said otherwise. */
  async function ask(request: MailRequest): Promise<string> {
    const { mailId } = await db.transaction().execute((trx) => requestMail(trx, request));
    return mailId;
  }

  async function receiptFor(payment: { id: string; studentId: string }): Promise<string> {
    return ask({
      kind: "receipt",
      userId: payment.studentId,
      paymentId: payment.id,
      dedupeKey: `test:${newId("req")}`,
    });
  }

  const send = (mailId: string, smtpUrl: string | undefined, lastTry = false) =>
    sendMail(db, { mailId, lastTry, signal: new AbortController().signal, smtpUrl });

  const mailRow = (mailId: string) =>
    db.selectFrom("mails").selectAll().where("id", "=", mailId).executeTakeFirstOrThrow();

  /** As if its sender had been killed, long enough ago. */
  const orphan = (mailId: string) =>
    db
      .updateTable("mails")
      .set({ claim_until: sql<Date>`now() - interval '1 second'` })
      .where("id", "=", mailId)
      .where("state", "=", "sending")
      .execute();

  return { build, student, paid, giveBack, ask, receiptFor, send, mailRow, orphan };
}
