import { sql } from "kysely";
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
  to: { name: string; address: string };
  course: { id: string; title: string; startsAt: Date | null } | null;
  payment: {
    id: string;
    gateway: GatewayName;
    amountMinor: number;
    capturedMinor: number;
    refundedMinor: number;
    currency: string;
    completedAt: Date | null;
    transactionRefs: string[];
  } | null;
  /** The seat this person holds in the course now. */
  seat: EnrollmentStatus | null;
}

export async function findLetterFacts(db: Db, mailId: string): Promise<LetterFacts> {
  const row = await db
    .selectFrom("mails as m")
    .innerJoin("users as u", "u.id", "m.user_id")
    .leftJoin("payments as p", "p.id", "m.payment_id")
    .leftJoin("enrollments as e", "e.id", "m.enrollment_id")
    .leftJoin("courses as c", (join) =>
      join.on(sql<boolean>`c.id = coalesce(p.course_id, e.course_id, m.facts->>'courseId')`),
    )
    .select(["m.id", "m.kind", "m.message_id", "m.facts", "m.user_id", "m.created_at"])
    .select(["u.name", "u.email", "u.locale"])
    .select(["c.id as course_id", "c.title", "c.starts_at"])
    .select(["p.id as payment_id", "p.gateway", "p.amount_minor", "p.captured_minor", "p.refunded_minor"])
    .select(["p.currency", "p.completed_at"])
    .where("m.id", "=", mailId)
    .executeTakeFirstOrThrow();
  return {
    id: row.id,
    kind: row.kind,
    messageId: row.message_id,
    writtenAt: row.created_at,
    facts: row.facts,
    locale: letterLocale(row.locale),
    to: { name: row.name, address: row.email },
    course: row.course_id ? { id: row.course_id, title: row.title!, startsAt: row.starts_at } : null,
    payment: row.payment_id
      ? {
          id: row.payment_id,
          gateway: row.gateway!,
          amountMinor: row.amount_minor!,
          capturedMinor: row.captured_minor!,
          refundedMinor: row.refunded_minor!,
          currency: row.currency!,
          completedAt: row.completed_at,
          transactionRefs: await findTransactions(db, row.payment_id),
        }
      : null,
    seat: row.course_id ? await findSeat(db, row.user_id, row.course_id) : null,
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

async function findSeat(db: Db, userId: string, courseId: string): Promise<EnrollmentStatus | null> {
  const row = await db
    .selectFrom("enrollments")
    .select("status")
    .where("student_id", "=", userId)
    .where("course_id", "=", courseId)
    .where("status", "in", [...liveEnrollmentStatuses])
    .executeTakeFirst();
  return row?.status ?? null;
}
