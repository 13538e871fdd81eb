import { sql } from "kysely";
import type { Db } from "#app/lib/db.server.ts";
import { newId } from "#app/lib/ids.ts";
import { builders } from "#tests/support/build.ts";

/** A course with `count` paid students who wait for approval; each is a row of its own with its own payment. */
export async function buildQueue(db: Db, count: number): Promise<{ courseId: string }> {
  const course = await builders(db).course({ approval: "after_payment" });
  const mark = newId("req").slice(4, 16);
  await sql`
    insert into users (id, email, name, role, password_hash)
    select 'usr_' || ${mark}::text || n, ${mark}::text || n || '@example.com', 'Student ' || n, 'student', 'none' from generate_series(1, ${count}) n`.execute(
    db,
  );
  await sql`
    insert into payments (id, student_id, course_id, amount_minor, currency, status, gateway, idempotency_key, captured_minor, completed_at)
    select 'pay_' || ${mark}::text || n, 'usr_' || ${mark}::text || n, ${course.id}, 45000, 'EGP', 'succeeded', 'paymob', ${mark}::text || n, 45000, now() from generate_series(1, ${count}) n`.execute(
    db,
  );
  await sql`
    insert into ledger_entries (payment_id, kind, debit_account, credit_account, amount_minor, currency, entry_key)
    select 'pay_' || ${mark}::text || n, 'capture', 'gateway:paymob', 'revenue', 45000, 'EGP', 'capture' from generate_series(1, ${count}) n`.execute(
    db,
  );
  await sql`
    insert into enrollments (id, student_id, course_id, payment_id, status, source, waiting_since)
    select 'enr_' || ${mark}::text || n, 'usr_' || ${mark}::text || n, ${course.id}, 'pay_' || ${mark}::text || n, 'pending_approval', 'payment', now() - interval '1 hour' + n * interval '1 millisecond'
    from generate_series(1, ${count}) n`.execute(db);
  await sql`update courses set enrolled_count = ${count} where id = ${course.id}`.execute(db);
  await sql`analyze enrollments`.execute(db);
  return { courseId: course.id };
}
