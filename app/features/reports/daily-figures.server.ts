import { sql } from "kysely";
import type { GatewayName } from "#app/gateways/gateway.ts";
import type { Db } from "#app/lib/db.server.ts";

const days = (count: number, timeZone: string) =>
  sql`(select to_char(d, 'YYYY-MM-DD') as day, d::date as date
    from generate_series((now() at time zone ${timeZone})::date - ${sql.lit(count - 1)}, (now() at time zone ${timeZone})::date, interval '1 day') d)`;

/** Today in `timeZone`, `2026-12-03`. */
export async function findToday(db: Db, timeZone: string): Promise<string> {
  const { rows } = await sql<{ day: string }>`
    select to_char(now() at time zone ${timeZone}, 'YYYY-MM-DD') as day`.execute(db);
  return rows[0]!.day;
}

/** What came in today, by currency: payments by the day they were paid, and what has gone back of them since. */
export async function sumToday(db: Db, timeZone: string) {
  const { rows } = await sql<{ currency: string; payments: number; captured: number; refunded: number }>`
    select currency, sum(collected)::int as payments, sum(captured_minor)::bigint as captured, sum(refunded_minor)::bigint as refunded
    from payment_rollups
    where basis = 'paid' and day = (now() at time zone ${timeZone})::date
    group by currency having sum(collected) > 0 order by 2 desc, 1`.execute(db);
  return { day: await findToday(db, timeZone), currencies: rows };
}

/** Of the payments of these days that a gateway heard of, how many collected money. */
export async function sumSuccess(db: Db, count: number, timeZone: string) {
  const { rows } = await sql<{ gateway: GatewayName; reached: number; collected: number }>`
    select r.gateway, sum(r.reached)::int as reached, sum(r.collected)::int as collected
    from payment_rollups r join ${days(count, timeZone)} d on d.date = r.day
    where r.basis = 'started'
    group by r.gateway having sum(r.reached) > 0 order by 2 desc`.execute(db);
  const today = await findToday(db, timeZone);
  const from = await sql<{ day: string }>`select min(day) as day from ${days(count, timeZone)} d`.execute(db);
  return { days: count, from: from.rows[0]!.day, to: today, gateways: rows };
}

/** The currencies of these days' money, the most used first. */
export async function findCurrencies(db: Db, count: number, timeZone: string): Promise<string[]> {
  const { rows } = await sql<{ currency: string }>`
    select r.currency from payment_rollups r join ${days(count, timeZone)} d on d.date = r.day
    where r.basis = 'paid' group by r.currency order by sum(r.collected) desc, 1`.execute(db);
  return rows.map((row) => row.currency);
}

/** Money by the day it came in: collected, and given back of it since. Every day is there, also those without any. */
export async function sumRevenue(db: Db, count: number, timeZone: string, currency: string) {
  const { rows } = await sql<{ day: string; captured: number; refunded: number; payments: number }>`
    select d.day, coalesce(sum(r.captured_minor), 0)::bigint as captured, coalesce(sum(r.refunded_minor), 0)::bigint as refunded,
      coalesce(sum(r.collected), 0)::int as payments
    from ${days(count, timeZone)} d
    left join payment_rollups r on r.basis = 'paid' and r.day = d.date and r.currency = ${currency}
    group by d.day order by d.day`.execute(db);
  return rows;
}

/** Payments by the day they were started, and how many of them collected money. */
export async function countPayments(db: Db, count: number, timeZone: string) {
  const { rows } = await sql<{ day: string; started: number; collected: number }>`
    select d.day, coalesce(sum(r.payments), 0)::int as started, coalesce(sum(r.collected), 0)::int as collected
    from ${days(count, timeZone)} d left join payment_rollups r on r.basis = 'started' and r.day = d.date
    group by d.day order by d.day`.execute(db);
  return rows;
}

/** Enrollments by the day they were made. */
export async function countEnrollments(db: Db, count: number, timeZone: string) {
  const { rows } = await sql<{ day: string; made: number }>`
    select d.day, coalesce(sum(r.enrollments), 0)::int as made
    from ${days(count, timeZone)} d left join enrollment_rollups r on r.day = d.date
    group by d.day order by d.day`.execute(db);
  return rows;
}

/** Whether every row has been counted: while a build is under way the sums are too small. */
export async function rollupsAreBuilt(db: Db): Promise<boolean> {
  const rows = await db
    .selectFrom("rollup_builds")
    .select("name")
    .where("built_at", "is not", null)
    .execute();
  return rows.length === 2;
}
