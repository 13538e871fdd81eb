import type { Db } from "#app/lib/db.server.ts";

/** Everything the page draws of one exception, or null. */
export async function findExceptionDetail(db: Db, exceptionId: string) {
  const row = await db
    .selectFrom("exceptions as x")
    .leftJoin("users as u", "u.id", "x.student_id")
    .leftJoin("courses as c", "c.id", "x.course_id")
    .leftJoin("payments as p", "p.id", "x.payment_id")
    .selectAll("x")
    .select(["u.name as student", "u.email as student_email", "c.title as course"])
    .select(["p.status as payment_status", "p.gateway", "p.amount_minor", "p.currency"])
    .where("x.id", "=", exceptionId)
    .executeTakeFirst();
  if (!row) return null;
  const named = Array.isArray(row.facts.payments) ? (row.facts.payments as unknown[]) : [];
  const paymentIds = [...new Set([row.payment_id, ...named])].filter(
    (id): id is string => typeof id === "string" && id.startsWith("pay_"),
  );
  const by = [row.resolved_by, ...row.history.map((entry) => entry.by)].filter(
    (id): id is string => typeof id === "string",
  );
  const [payments, people] = await Promise.all([
    paymentIds.length === 0
      ? []
      : db
          .selectFrom("payments")
          .select(["id", "status", "gateway", "captured_minor", "refunded_minor", "amount_minor", "currency"])
          .select("created_at")
          .where("id", "in", paymentIds)
          .orderBy("created_at")
          .limit(20)
          .execute(),
    by.length === 0 ? [] : db.selectFrom("users").select(["id", "name"]).where("id", "in", by).execute(),
  ]);
  const { dedupe_key: _, ...exception } = row;
  return {
    exception,
    payments,
    people: Object.fromEntries(people.map((person) => [person.id, person.name])) as Record<string, string>,
  };
}

export type ExceptionDetail = NonNullable<Awaited<ReturnType<typeof findExceptionDetail>>>;
