import { type MailFacts, mailFacts } from "#app/features/mail/mail-facts.ts";
import { senderDomain } from "#app/features/mail/sender.server.ts";
import { type Actor, recordChanges, systemActor } from "#app/features/outbox/record-changes.server.ts";
import type { Trx } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { newId } from "#app/lib/ids.ts";

/*
 * Mail for the rest of the house. There are two ways to have one written:
 *
 * 1. Record the event; the mail follows by itself after commit (app/jobs/follow-ups.server.ts), once:
 *    - `payment.succeeded`     subject payment                  -> receipt
 *    - `payment.failed`        subject payment                  -> half an hour later, if nothing was paid meanwhile
 *    - `payment.refunded`, `.partially_refunded`, `.voided`     -> how much has gone back
 *    - `enrollment.approved`   subject enrollment               -> approved, or "now you can pay" where approval comes first
 *    - `enrollment.rejected`   subject enrollment               -> rejected, with the actor's `reason` (or data.reason)
 *    - `enrollment.revoked`    subject enrollment               -> revoked, with the reason
 *      A decision's mail waits 35 s and is dropped if the enrollment moved on meanwhile: undo leaves no trace of it.
 *      data may carry `payBy` (ISO time) for approval before payment.
 *    - `enrollment.received`   subject enrollment, data {from}  -> the seat was moved, from which course
 *    - `enrollment.lapsed`     subject enrollment, data {until} -> it was not paid in time (without `until`: given up)
 *    - `waitlist.offered`      subject of any type, audience [student], data {courseId, until} -> offer with its deadline
 * 2. Ask for one in your own transaction: `requestMail(trx, {kind, userId, …, dedupeKey})`, then `wake("outbox")` after
 *    its commit. For what no event says: `payment_link`, `case_answer` (facts {subject, answer}), `deadline_extended`, a receipt sent again.
 *
 * The same dedupeKey is one mail, for ever. A transaction that rolls back has asked for nothing.
 */

/** What each kind is about, and what its text needs to know. */
type About =
  | { kind: "receipt" | "payment_failed" | "refund_made"; paymentId: string }
  | { kind: "payment_link"; paymentId: string; facts?: MailFacts<"payment_link"> }
  | { kind: "enrollment_approved"; enrollmentId: string }
  | {
      kind: "enrollment_rejected" | "enrollment_revoked";
      enrollmentId: string;
      facts: MailFacts<"enrollment_rejected">;
    }
  | { kind: "pay_invitation"; facts: MailFacts<"pay_invitation"> }
  | { kind: "deadline_extended"; enrollmentId: string; facts: MailFacts<"deadline_extended"> }
  | { kind: "waitlist_offer"; facts: MailFacts<"waitlist_offer"> }
  | { kind: "seat_lapsed"; enrollmentId: string; facts: MailFacts<"seat_lapsed"> }
  | { kind: "seat_moved"; enrollmentId: string; facts: MailFacts<"seat_moved"> }
  | { kind: "case_answer"; caseId: string; facts: MailFacts<"case_answer"> };

export type MailRequest = About & {
  /** To whom: the address and the language are this person's at the moment of sending. */
  userId: string;
  /** Names the reason for writing: `receipt:pay_…`. */
  dedupeKey: string;
  /** For staff's timelines; what the kind itself is about is set already. */
  paymentId?: string | null;
  enrollmentId?: string | null;
  /** Who asked; left out where it follows from an event. */
  actor?: Actor;
  resendOf?: string;
};

export type MailRequested = { outcome: "requested"; mailId: string } | { outcome: "known"; mailId: string };

/** Asks for a mail, in the caller's transaction: it is sent after commit, or not at all. The caller wakes the outbox. */
export async function requestMail(trx: Trx, request: MailRequest): Promise<MailRequested> {
  const [asked] = await requestMails(trx, [request], request.actor);
  return asked!;
}

/** Asks for several at once, for one and the same actor; an answer for each request, in their order. */
export async function requestMails(
  trx: Trx,
  requests: readonly MailRequest[],
  actor: Actor = systemActor,
): Promise<MailRequested[]> {
  if (requests.length === 0) return [];
  const rows = requests.map((request) => mailRow(request, actor));
  const inserted = await trx
    .insertInto("mails")
    .values(rows)
    .onConflict((conflict) => conflict.column("dedupe_key").doNothing())
    .returning("id")
    .execute();
  const isNew = new Set(inserted.map((mail) => mail.id));
  const known =
    isNew.size === rows.length
      ? []
      : await trx
          .selectFrom("mails")
          .select(["id", "dedupe_key"])
          .where(
            "dedupe_key",
            "in",
            rows.filter((row) => !isNew.has(row.id)).map((row) => row.dedupe_key),
          )
          .execute();
  const idOf = new Map(known.map((mail) => [mail.dedupe_key, mail.id]));
  await recordChanges(trx, {
    actor,
    changes: rows.flatMap((row, index) =>
      isNew.has(row.id) ? [mailRequested(row.id, 1, requests[index]!)] : [],
    ),
  });
  return rows.map((row) =>
    isNew.has(row.id)
      ? { outcome: "requested", mailId: row.id }
      : { outcome: "known", mailId: idOf.get(row.dedupe_key)! },
  );
}

function mailRow(request: MailRequest, actor: Actor) {
  const id = newId("mal");
  const facts = "facts" in request && request.facts ? request.facts : {};
  return {
    id,
    kind: request.kind,
    user_id: request.userId,
    payment_id: request.paymentId ?? null,
    enrollment_id: request.enrollmentId ?? null,
    case_id: "caseId" in request ? request.caseId : null,
    dedupe_key: request.dedupeKey,
    facts: JSON.stringify(mailFacts[request.kind].parse(facts)),
    requested_by: actor.type === "staff" ? actor.id : null,
    resend_of: request.resendOf ?? null,
    message_id: `<${id}@${senderDomain(env())}>`,
  };
}

/** The event from which the sending follows. */
export function mailRequested(
  mailId: string,
  version: number,
  mail: { kind: MailRequest["kind"]; paymentId?: string | null | undefined },
) {
  return {
    topic: "notifications" as const,
    kind: "mail.requested",
    subject: { type: "mail", id: mailId, version },
    before: null,
    after: { state: "queued", kind: mail.kind },
    data: { kind: mail.kind, paymentId: mail.paymentId ?? null },
    audience: [],
  };
}
