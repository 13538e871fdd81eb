import { sql } from "kysely";
import { requestMail } from "#app/features/mail/request-mail.server.ts";
import { isOpen, type PaymentStatus } from "#app/features/payments/payment.ts";
import { type Act, actOnce, done, refused } from "#app/features/support/act-once.server.ts";
import type { Db } from "#app/lib/db.server.ts";

export const paymentLetters = ["receipt", "payment_link"] as const;
export type PaymentLetter = (typeof paymentLetters)[number];

/** A payment as its letters depend on it; `seated`: its student has a seat in its course already, and need not pay. */
interface Mailable {
  status: PaymentStatus;
  captured_minor: number;
  seated: boolean;
}

/** Which letters a payment gives reason for: a receipt where money came, a link where it may and need still be paid. */
export function lettersFor(payment: Mailable): PaymentLetter[] {
  if (payment.captured_minor > 0) return ["receipt"];
  if (payment.seated) return [];
  const payable = isOpen(payment.status) || payment.status === "failed" || payment.status === "expired";
  return payable ? ["payment_link"] : [];
}

/** Of the payment `p`. Who is approved has a seat held, and is to pay for it. */
const seated = sql<boolean>`exists (select 1 from enrollments s where s.student_id = p.student_id and s.course_id = p.course_id
  and s.status in ('pending_approval','active','suspended'))`;

/** Sends the student a receipt again, or a fresh link to pay: each press of the form is one letter, two at once one. */
export function sendPaymentMail(
  db: Db,
  input: Act & { userId: string; paymentId: string; letter: PaymentLetter },
) {
  const { userId, paymentId, letter, key, actor } = input;
  return actOnce(db, { ...input, kind: `mail.${letter}` }, async (trx) => {
    const payment = await trx
      .selectFrom("payments as p")
      .select(["p.status", "p.captured_minor", seated.as("seated")])
      .where("p.id", "=", paymentId)
      .where("p.student_id", "=", userId)
      .executeTakeFirst();
    if (!payment) return refused({ outcome: "missing" as const });
    if (letter === "payment_link" && payment.seated) return refused({ outcome: "has_seat" as const });
    if (!lettersFor(payment).includes(letter)) return refused({ outcome: "no_reason" as const });
    const { mailId } = await requestMail(trx, {
      kind: letter,
      userId,
      paymentId,
      dedupeKey: `${letter}:${paymentId}:${key}`,
      actor,
    });
    return done({ outcome: "sent" as const, mailId });
  });
}

/** The payment and whom a letter about it goes to; null: there is no such payment. */
export async function findAddressee(db: Db, paymentId: string) {
  const row = await db
    .selectFrom("payments as p")
    .innerJoin("users as u", "u.id", "p.student_id")
    .leftJoin("course_prices as now", (join) =>
      join.onRef("now.course_id", "=", "p.course_id").onRef("now.currency", "=", "p.currency"),
    )
    .select(["p.id", "p.status", "p.captured_minor", "p.amount_minor", "p.currency"])
    // What a link would ask: the price of now, where the course still has one in this currency.
    .select((eb) => eb.fn.coalesce("now.amount_minor", "p.amount_minor").as("price_minor"))
    .select(["u.id as user_id", "u.name", "u.email", "u.locale", seated.as("seated")])
    .where("p.id", "=", paymentId)
    .executeTakeFirst();
  return row ?? null;
}
