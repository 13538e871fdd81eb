import { type ExpressionBuilder, sql } from "kysely";
import { hasWords } from "#app/features/courses/has-words.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { type PaymentFilter, statusesOf } from "#app/routes/_site.payments._index/filter.ts";
import type { Database } from "#db/schema.ts";

const pageSize = 20;

/** One page of a student's own payments, newest first, by key: never an OFFSET, never a count. */
export async function listMyPayments(db: Db, studentId: string, filter: PaymentFilter) {
  const statuses = statusesOf(filter.status);
  const forward = filter.after === null;
  const rows = await db
    .selectFrom("payments as p")
    .innerJoin("courses as c", "c.id", "p.course_id")
    .select(["p.id", "p.status", "p.gateway", "p.amount_minor", "p.currency", "p.created_at", "c.title"])
    .where("p.student_id", "=", studentId)
    .$if(statuses !== null, (query) => query.where("p.status", "in", statuses!))
    .$if(filter.q !== "", (query) => query.where((eb) => matches(eb, filter.q)))
    .$if(filter.before !== null, (query) => query.where(keyOrder("<", filter.before!, studentId)))
    .$if(filter.after !== null, (query) => query.where(keyOrder(">", filter.after!, studentId)))
    .orderBy("p.created_at", forward ? "desc" : "asc")
    .orderBy("p.id", forward ? "desc" : "asc")
    .limit(pageSize + 1)
    .execute();
  const more = rows.length > pageSize;
  const page = rows.slice(0, pageSize);
  if (!forward) page.reverse();
  return {
    payments: page.map((row) => ({
      id: row.id,
      status: row.status,
      gateway: row.gateway,
      amount: { minor: row.amount_minor, currency: row.currency },
      createdAt: row.created_at.getTime(),
      courseTitle: row.title,
    })),
    newerThan: (forward ? filter.before !== null : more) ? (page[0]?.id ?? null) : null,
    olderThan: (forward ? more : true) ? (page.at(-1)?.id ?? null) : null,
  };
}

export type MyPayment = Awaited<ReturnType<typeof listMyPayments>>["payments"][number];

/** Has this student ever begun to pay for anything? */
export async function hasPayments(db: Db, studentId: string): Promise<boolean> {
  const row = await db
    .selectFrom("payments")
    .select("id")
    .where("student_id", "=", studentId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

type PaymentAndCourse = ExpressionBuilder<
  Database & { p: Database["payments"]; c: Database["courses"] },
  "p" | "c"
>;

/** A part of the course's title, the beginning of the payment's number, or a gateway's whole reference. */
function matches(eb: PaymentAndCourse, q: string) {
  const plain = q.replace(/[\\%_]/g, "\\$&");
  return eb.or([
    hasWords("c.title", q),
    eb("p.id", "like", `${plain.toLowerCase()}%`),
    eb.exists(
      eb
        .selectFrom("payment_attempts as a")
        .select("a.id")
        .whereRef("a.payment_id", "=", "p.id")
        .where((attempt) =>
          attempt.or([
            attempt("a.gateway_transaction_ref", "=", q),
            attempt("a.gateway_order_ref", "=", q),
            attempt("a.gateway_intention_ref", "=", q),
          ]),
        ),
    ),
  ]);
}

/** The key is a payment of the student's own; its exact moment stays in the database, microseconds and all. */
function keyOrder(direction: "<" | ">", paymentId: string, studentId: string) {
  return sql<boolean>`(p.created_at, p.id) ${sql.raw(direction)}
    (select k.created_at, k.id from payments k where k.id = ${paymentId} and k.student_id = ${studentId})`;
}
