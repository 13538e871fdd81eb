import { sql } from "kysely";

/**
 * The course a payment's seat is in now, within a query that calls the payment `table`: where staff moved it, else the
 * course it was paid for. What was moved away holds nothing in the old course, which may be bought again.
 */
export const seatCourse = (table: string) =>
  sql<string>`coalesce((select s.course_id from enrollments s where s.payment_id = ${sql.ref(`${table}.id`)} and s.status <> 'transferred'
    order by s.created_at desc limit 1), ${sql.ref(`${table}.course_id`)})`;
