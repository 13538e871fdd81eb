import { sql } from "kysely";
import type { PaymentStatus } from "#app/features/payments/payment.ts";
import type { GatewayName } from "#app/gateways/gateway.ts";
import type { Db } from "#app/lib/db.server.ts";
import { letterLocale } from "#app/messages/letters.ts";
import type { Locale } from "#app/messages/locales.ts";
import { type EnrollmentStatus, liveEnrollmentStatuses, type MailKind } from "#db/schema.ts";

/** Everything a letter may speak of, as it is now. */
export interface LetterFacts {
  id: string;
  kind: MailKind;
  messageId: string;
  writtenAt: Date;
  facts: Record<string, unknown>;
  locale: Locale;
  to: { id: string; name: string; address: string };
  course: { id: string; title: string; startsAt: Date | null } | null;
  /** The title of the course that a moved seat was in. */
  movedFrom: string | null;
  payment: {
    id: string;
    status: PaymentStatus;
    gateway: GatewayName;
    amountMinor: number;
    /** What the course costs now in the payment's currency; null: it is not sold in it. */
    priceMinor: number | null;
    capturedMinor: number;
    refundedMinor: number;
    currency: string;
    completedAt: Date | null;
    transactionRefs: string[];
  } | null;
  /** The enrollment the letter is about, as it stands. */
  enrollment: { status: EnrollmentStatus; payBy: Date | null } | null;
  /** What this person has for the payment, wherever staff moved it, else what they hold in the course now. */
  seat: Seat | null;
}

export interface Seat {
  status: EnrollmentStatus;
  payBy: Date | null;
  course: { id: string; title: string };
}

export async function findLetterFacts(db: Db, mailId: string): Promise<LetterFacts> {
  const row = await db
    .selectFrom("mails as m")
    .innerJoin("users as asked", "asked.id", "m.user_id")
    // Asked for in the moment of a merge, it still goes to the account that stays.
    .innerJoin("users as u", (join) => join.on(sql<boolean>`u.id = coalesce(asked.merged_into, asked.id)`))
    .leftJoin("payments as p", "p.id", "m.payment_id")
    .leftJoin("enrollments as e", "e.id", "m.enrollment_id")
    .leftJoin("courses as c", (join) =>
      // A moved seat keeps its payment: a letter about the enrollment is about the course it is in.
      join.on(sql<boolean>`c.id = coalesce(e.course_id, p.course_id, m.facts->>'courseId')`),
    )
    .leftJoin("courses as from", (join) => join.on(sql<boolean>`"from".id = m.facts->>'fromCourseId'`))
    .leftJoin("course_prices as now", (join) =>
      join.onRef("now.course_id", "=", "c.id").onRef("now.currency", "=", "p.currency"),
    )
    .select(["m.id", "m.kind", "m.message_id", "m.facts", "m.created_at"])
    .select(["u.id as user_id", "u.name", "u.email", "u.locale"])
    .select(["c.id as course_id", "c.title", "c.starts_at", "from.title as moved_from"])
    .select(["p.id as payment_id", "p.gateway", "p.amount_minor", "p.captured_minor", "p.refunded_minor"])
    .select(["p.currency", "p.completed_at", "p.status as payment_status", "now.amount_minor as price_minor"])
    .select(["e.status as enrollment_status", "e.pay_by"])
    .where("m.id", "=", mailId)
    .executeTakeFirstOrThrow();
  return {
    id: row.id,
    kind: row.kind,
    messageId: row.message_id,
    writtenAt: row.created_at,
    facts: row.facts,
    locale: letterLocale(row.locale),
    to: { id: row.user_id, name: row.name, address: row.email },
    course: row.course_id ? { id: row.course_id, title: row.title!, startsAt: row.starts_at } : null,
    movedFrom: row.moved_from,
    payment: row.payment_id
      ? {
          id: row.payment_id,
          status: row.payment_status!,
          gateway: row.gateway!,
          amountMinor: row.amount_minor!,
          priceMinor: row.price_minor,
          capturedMinor: row.captured_minor!,
          refundedMinor: row.refunded_minor!,
          currency: row.currency!,
          completedAt: row.completed_at,
          transactionRefs: await findTransactions(db, row.payment_id),
        }
      : null,
    enrollment: row.enrollment_status ? { status: row.enrollment_status, payBy: row.pay_by } : null,
    seat: row.course_id ? await findSeat(db, row.user_id, row.course_id, row.payment_id) : null,
  };
}

async function findTransactions(db: Db, paymentId: string): Promise<string[]> {
  const rows = await db
    .selectFrom("payment_evidence")
    .select("transaction_ref")
    .distinct()
    .where("payment_id", "=", paymentId)
    .where("kind", "=", "succeeded")
    .where("transaction_ref", "is not", null)
    .limit(5)
    .execute();
  return rows.map((row) => row.transaction_ref!);
}

/** What became of the payment's own seat counts, also when it ended; of others in the course only one that is held. */
async function findSeat(
  db: Db,
  userId: string,
  courseId: string,
  paymentId: string | null,
): Promise<Seat | null> {
  const { rows } = await sql<{ status: EnrollmentStatus; pay_by: Date | null; id: string; title: string }>`
    select e.status, e.pay_by, c.id, c.title from enrollments e join courses c on c.id = e.course_id
    where e.student_id = ${userId} and e.status <> 'transferred'
      and (e.payment_id = ${paymentId} or (e.course_id = ${courseId} and e.status = any(${[...liveEnrollmentStatuses]}::text[])))
    order by e.payment_id = ${paymentId} desc nulls last, e.created_at desc limit 1`.execute(db);
  const [row] = rows;
  return row ? { status: row.status, payBy: row.pay_by, course: { id: row.id, title: row.title } } : null;
}
