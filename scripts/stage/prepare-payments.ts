import type pg from "pg";
import { newId } from "#app/lib/ids.ts";

/** A payment whose student is at the gateway, as rows; its order id is what a callback names. */
export interface PreparedPayment {
  paymentId: string;
  attemptId: string;
  studentId: string;
  courseId: string;
  orderId: number;
}

const amountMinor = 45_000;

/** Puts `count` Paymob payments of EGP 450.00 into the database, spread over `courses` courses, each of its own student. */
export async function preparePayments(
  pool: pg.Pool,
  count: number,
  options: { courses?: number; firstOrder?: number; checkInSeconds?: number | null } = {},
): Promise<PreparedPayment[]> {
  const courseIds = Array.from({ length: options.courses ?? 20 }, () => newId("crs"));
  await pool.query(
    `insert into courses (id, title, summary, description, status)
     select id, 'Measured course', 'For measurements.', 'For measurements.', 'published' from unnest($1::text[]) id`,
    [courseIds],
  );
  const firstOrder = options.firstOrder ?? 500_000_000 + Math.floor(Math.random() * 1e8);
  const payments = Array.from({ length: count }, (_, index) => ({
    paymentId: newId("pay"),
    attemptId: newId("att"),
    studentId: newId("usr"),
    courseId: courseIds[index % courseIds.length]!,
    orderId: firstOrder + index,
  }));
  const column = <K extends keyof PreparedPayment>(key: K) => payments.map((payment) => payment[key]);
  await pool.query(
    `insert into users (id, email, name, password_hash, role)
     select id, id || '@example.com', 'Measured Student', 'none', 'student' from unnest($1::text[]) id`,
    [column("studentId")],
  );
  const wait = options.checkInSeconds === undefined ? 3_600 : options.checkInSeconds;
  await pool.query(
    `insert into payments (id, student_id, course_id, amount_minor, currency, status, gateway, idempotency_key, next_check_at)
     select p, s, c, ${amountMinor}, 'EGP', 'redirected', 'paymob', p, now() + $4::int * interval '1 second'
     from unnest($1::text[], $2::text[], $3::text[]) as t (p, s, c)`,
    [column("paymentId"), column("studentId"), column("courseId"), wait],
  );
  await pool.query(
    `insert into payment_attempts (id, payment_id, number, gateway, status, amount_minor, currency, gateway_order_ref, checkout_url, expires_at)
     select a, p, 1, 'paymob', 'open', ${amountMinor}, 'EGP', o, 'https://checkout.example/', now() + interval '1 hour'
     from unnest($1::text[], $2::text[], $3::text[]) as t (a, p, o)`,
    [column("attemptId"), column("paymentId"), column("orderId").map(String)],
  );
  await pool.query(
    `insert into payment_evidence (payment_id, attempt_id, kind, source, gateway, amount_minor, currency, dedupe_key)
     select p, a, 'redirected', 'checkout', 'paymob', ${amountMinor}, 'EGP', 'checkout:redirected:' || a
     from unnest($1::text[], $2::text[]) as t (p, a)`,
    [column("paymentId"), column("attemptId")],
  );
  return payments;
}
