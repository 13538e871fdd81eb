import { setTimeout as delay } from "node:timers/promises";
import { sql } from "kysely";
import { beforeEach, expect, test } from "vitest";
import { type Consumer, consumeEvents } from "#app/features/outbox/consume-events.server.ts";
import { applyEvidence } from "#app/features/payments/apply-evidence.server.ts";
import { buildRollups, rebuildRollups } from "#app/features/reports/build-rollups.server.ts";
import { countPayments, sumRevenue, sumToday } from "#app/features/reports/daily-figures.server.ts";
import { rollUp, rollups } from "#app/features/reports/roll-up.server.ts";
import { builders, evidence } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";

const { db } = useDatabase();
const build = builders(db);
const zone = "Africa/Cairo";

beforeEach(() => buildRollups(db, zone));

/** The sums as the rows themselves give them; empty where the rollups say the same. */
async function differences() {
  const payments = await sql<{ at: string }>`
    with rows as (
      select p.*, (select count(*) from payment_attempts a where a.payment_id = p.id) as attempts,
        exists (select from payment_attempts a where a.payment_id = p.id and a.gateway_order_ref is not null) as reached
      from payments p),
    true_sums as (
      select 'started' as basis, (created_at at time zone ${zone})::date as day, currency, gateway, count(*) as payments,
        sum(reached::int) as reached, sum((captured_minor > 0)::int) as collected, sum(attempts) as attempts,
        sum(captured_minor) as captured_minor, sum(refunded_minor) as refunded_minor
      from rows group by 1, 2, 3, 4
      union all select 'paid', (completed_at at time zone ${zone})::date, currency, gateway, count(*), sum(reached::int),
        sum((captured_minor > 0)::int), sum(attempts), sum(captured_minor), sum(refunded_minor)
      from rows where captured_minor > 0 and completed_at is not null group by 1, 2, 3, 4),
    rolled as (select * from payment_rollups where (payments, reached, collected, attempts, captured_minor, refunded_minor) <> (0, 0, 0, 0, 0, 0))
    (select 'missing: ' || t::text as at from (select * from true_sums except select * from rolled) t)
    union all (select 'wrong: ' || t::text from (select * from rolled except select * from true_sums) t)`.execute(
    db,
  );
  const enrollments = await sql<{ at: string }>`
    with true_sums as (select (created_at at time zone ${zone})::date as day, count(*)::int as enrollments from enrollments group by 1),
    rolled as (select * from enrollment_rollups where enrollments <> 0)
    (select 'missing: ' || t::text as at from (select * from true_sums except select * from rolled) t)
    union all (select 'wrong: ' || t::text from (select * from rolled except select * from true_sums) t)`.execute(
    db,
  );
  return [...payments.rows, ...enrollments.rows].map((row) => row.at);
}

/** Follows the outbox until the sums are right, or the time is over; `handle` may be made to fail. */
async function follow(wrap: (consumer: Consumer) => Consumer = (consumer) => consumer) {
  const stop = new AbortController();
  const consumer = { ...rollups(zone), pollMs: 10, onHint: () => () => undefined };
  const running = consumeEvents(db, wrap(consumer), stop.signal);
  const giveUp = Date.now() + 8_000;
  while ((await differences()).length > 0 && Date.now() < giveUp) await delay(25);
  stop.abort();
  await running;
}

async function refund(
  payment: { id: string; attempt: { id: string; orderRef: string }; currency: string },
  total: number,
) {
  await applyEvidence(db, {
    paymentId: payment.id,
    actor: { type: "gateway", id: "paymob" },
    evidence: [
      evidence({
        kind: "refunded",
        attempt_id: payment.attempt.id,
        transaction_ref: payment.attempt.orderRef,
        amount_minor: 45_000,
        refunded_minor: total,
        currency: payment.currency,
      }),
    ],
  });
}

test("the sums follow every change: started, paid, given back in part and in whole", async () => {
  const payment = await build.paid();
  await build.payment({ gateway: "ikhokha" });
  await follow();
  expect(await differences()).toEqual([]);
  await refund(payment, 10_000);
  await refund(payment, 45_000);
  await follow();
  expect(await differences()).toEqual([]);
  const revenue = await sumRevenue(db, 7, zone, "EGP");
  expect(revenue).toHaveLength(7);
  expect(revenue.at(-1)).toMatchObject({ captured: 45_000, refunded: 45_000, payments: 1 });
});

test("a worker that dies between any two steps loses and doubles nothing", async () => {
  for (let n = 0; n < 5; n++) await build.paid();
  let calls = 0;
  await follow((consumer) => ({
    ...consumer,
    batch: 3,
    handle: async (trx, events) => {
      calls += 1;
      // Dies before its work, and after it but before the commit.
      if (calls % 3 === 1) throw new Error("killed before");
      await consumer.handle(trx, events);
      if (calls % 3 === 2) throw new Error("killed after");
    },
  }));
  expect(calls).toBeGreaterThan(3);
  expect(await differences()).toEqual([]);
});

test("events that come again, and rows counted at once by two, change nothing", async () => {
  const paid = [await build.paid(), await build.paid()];
  const ids = { payments: paid.map((one) => one.id), enrollments: paid.map((one) => one.enrollment!.id) };
  const again = () => db.transaction().execute((trx) => rollUp(trx, zone, ids));
  await Promise.all([again(), again(), again()]);
  await follow();
  await again();
  expect(await differences()).toEqual([]);
});

test("a rebuild counts what no event told of, and a wrong sum is gone after it", async () => {
  const payment = await build.paid();
  await follow();
  await db
    .updateTable("payments")
    .set({ created_at: new Date("2026-05-05T22:30:00Z") })
    .where("id", "=", payment.id)
    .execute();
  await db.updateTable("payment_rollups").set({ payments: 999 }).execute();
  expect(await differences()).not.toEqual([]);
  await rebuildRollups(db, zone);
  expect(await differences()).toEqual([]);
});

test("today's money and the charts add up to the rows", async () => {
  await follow();
  const { currencies } = await sumToday(db, zone);
  const rows = await sql<{ currency: string; minor: number }>`
    select currency, sum(captured_minor)::bigint as minor from payments
    where captured_minor > 0 and completed_at >= date_trunc('day', now(), ${zone}) group by 1`.execute(db);
  expect(Object.fromEntries(currencies.map((one) => [one.currency, one.captured]))).toEqual(
    Object.fromEntries(rows.rows.map((one) => [one.currency, one.minor])),
  );
  const started = (await countPayments(db, 7, zone)).reduce((sum, day) => sum + day.started, 0);
  const { count } = await db
    .selectFrom("payments")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("created_at", ">", new Date(Date.now() - 6 * 86_400_000))
    .executeTakeFirstOrThrow();
  expect(started).toBe(count);
});
