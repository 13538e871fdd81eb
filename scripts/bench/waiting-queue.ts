import type pg from "pg";
import { newId } from "#app/lib/ids.ts";

/** `count` paid students who wait for approval in one course, `decided` more whose seat is active already. Their enrollments' ids. */
export async function waitingQueue(pool: pg.Pool, count: number, decided: number): Promise<string[]> {
  const courseId = newId("crs");
  const mark = newId("req").slice(4, 16);
  const all = count + decided;
  await pool.query(
    `insert into courses (id, title, summary, description, status, approval_mode, enrolled_count)
     values ($1, 'Measured course', 'For measurements.', 'For measurements.', 'published', 'after_payment', $2)`,
    [courseId, all],
  );
  const from = `from generate_series(1, ${all}) n`;
  await pool.query(
    `insert into users (id, email, name, role, password_hash)
     select 'usr_${mark}' || n, '${mark}' || n || '@example.com', 'Measured Student', 'student', 'none' ${from}`,
  );
  await pool.query(
    `insert into payments (id, student_id, course_id, amount_minor, currency, status, gateway, idempotency_key, captured_minor, completed_at)
     select 'pay_${mark}' || n, 'usr_${mark}' || n, $1, 45000, 'EGP', 'succeeded', 'paymob', '${mark}' || n, 45000, now() ${from}`,
    [courseId],
  );
  await pool.query(
    `insert into ledger_entries (payment_id, kind, debit_account, credit_account, amount_minor, currency, entry_key)
     select 'pay_${mark}' || n, 'capture', 'gateway:paymob', 'course_sales', 45000, 'EGP', 'capture' ${from}`,
  );
  const { rows } = await pool.query<{ id: string }>(
    `insert into enrollments (id, student_id, course_id, payment_id, status, source)
     select 'enr_${mark}' || lpad(n::text, 5, '0'), 'usr_${mark}' || n, $1, 'pay_${mark}' || n, case when n <= $2 then 'pending_approval' else 'active' end, 'payment' ${from}
     returning id`,
    [courseId, count],
  );
  return rows.map((row) => row.id);
}
