import { unknownToGateways } from "#app/features/payments/verify-payment.server.ts";
import type { Gateways } from "#app/gateways/registry.server.ts";
import type { Db } from "#app/lib/db.server.ts";

/** A payment as it is known now, and what asking about it will ask. Null: there is no such payment. */
export async function findQuestion(db: Db, gateways: Gateways, paymentId: string) {
  const [payment, attempts] = await Promise.all([
    db
      .selectFrom("payments as p")
      .innerJoin("users as u", "u.id", "p.student_id")
      .innerJoin("courses as c", "c.id", "p.course_id")
      .leftJoin("enrollments as e", (join) =>
        join.onRef("e.payment_id", "=", "p.id").on("e.status", "<>", "transferred"),
      )
      .select(["p.id", "p.status", "p.amount_minor", "p.currency", "p.captured_minor", "p.refunded_minor"])
      .select(["p.last_checked_at", "p.next_check_at", "u.id as user_id", "u.name", "c.title"])
      .select("e.status as seat_status")
      .where("p.id", "=", paymentId)
      .orderBy("e.created_at", "desc")
      .executeTakeFirst(),
    db
      .selectFrom("payment_attempts")
      .select(["id", "number", "gateway", "status", "gateway_order_ref as reference", "created_at"])
      .where("payment_id", "=", paymentId)
      .orderBy("number", "desc")
      .execute(),
  ]);
  if (!payment) return null;
  const asked = attempts
    .filter(({ status }) => !unknownToGateways.some((unknown) => unknown === status))
    .map((attempt) => ({ ...attempt, setUp: gateways.has(attempt.gateway) }));
  return { payment, asked, unasked: attempts.length - asked.length };
}

export type Question = NonNullable<Awaited<ReturnType<typeof findQuestion>>>;
export type AskedAttempt = Question["asked"][number];
