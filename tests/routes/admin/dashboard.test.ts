import { sql } from "kysely";
import { expect, test, vi } from "vitest";
import { applyEvidence } from "#app/features/payments/apply-evidence.server.ts";
import { rebuildRollups } from "#app/features/reports/build-rollups.server.ts";
import { log } from "#app/lib/logger.server.ts";
import { loader as overview } from "#app/routes/admin._index/route.tsx";
import { loader as enrollments } from "#app/routes/admin.enrollments._index/route.tsx";
import { loader as payments } from "#app/routes/admin.payments._index/route.tsx";
import type { ExceptionKind } from "#db/schema.ts";
import { arrived } from "#tests/support/arrived.ts";
import { builders, evidence } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { routeArgs, signedIn } from "#tests/support/sign-in.ts";

const { db } = useDatabase();
const build = builders(db);
const zone = "Africa/Cairo";

async function listed(query: Record<string, string>, cookie: string) {
  return payments(routeArgs(`/admin/payments?${new URLSearchParams(query)}`, { cookie }));
}

/** A part of the payment is given back at its gateway, now. */
async function giveBack(payment: Awaited<ReturnType<typeof build.paid>>, refundedMinor: number) {
  await applyEvidence(db, {
    paymentId: payment.id,
    actor: { type: "gateway", id: payment.gateway },
    evidence: [
      evidence({
        kind: "refunded",
        gateway: payment.gateway,
        attempt_id: payment.attempt.id,
        transaction_ref: payment.attempt.orderRef,
        amount_minor: payment.amountMinor,
        refunded_minor: refundedMinor,
        currency: payment.currency,
      }),
    ],
  });
}

test("every number is the length or the sum of the list it opens", async () => {
  for (let n = 0; n < 4; n++) await build.paid({ amountMinor: 10_000 + n });
  const zar = await build.paid({ gateway: "ikhokha" });
  await build.payment();
  await giveBack(zar, 5_000);
  await rebuildRollups(db, zone);
  const { cookie } = await signedIn(db, "finance");
  const parts = await overview(routeArgs("/admin?days=7&currency=EGP", { cookie }));

  const today = await arrived(parts.today);
  expect(today.currencies.map((one) => one.currency).sort()).toEqual(["EGP", "ZAR"]);
  for (const { currency, payments: count, captured, refunded } of today.currencies) {
    const { rows, total } = await listed(
      { status: "captured", currency, paidFrom: today.day, paidTo: today.day },
      cookie,
    );
    expect(total).toEqual({ count, exact: true });
    expect(rows.reduce((sum, row) => sum + row.captured_minor, 0)).toBe(captured);
    expect(rows.reduce((sum, row) => sum + row.refunded_minor, 0)).toBe(refunded);
  }

  const success = await arrived(parts.success);
  for (const { gateway, reached, collected } of success.gateways) {
    const days = { gateway, from: success.from, to: success.to };
    expect((await listed({ status: "reached", ...days }, cookie)).total.count).toBe(reached);
    expect((await listed({ status: "captured", ...days }, cookie)).total.count).toBe(collected);
  }
  expect(success.gateways).toHaveLength(2);

  for (const day of (await arrived(parts.payments)).days)
    expect((await listed({ from: day.day, to: day.day }, cookie)).total.count).toBe(day.started);

  const revenue = await arrived(parts.revenue);
  expect(revenue.currency).toBe("EGP");
  for (const { day, captured } of revenue.days) {
    const { rows } = await listed(
      { status: "captured", currency: "EGP", paidFrom: day, paidTo: day },
      cookie,
    );
    expect(rows.reduce((sum, row) => sum + row.captured_minor, 0)).toBe(captured);
  }
});

test("around the school's midnight each payment is counted on the day its list shows, whenever it goes back", async () => {
  // Three minutes before and after each midnight of the last days; every third is given back today.
  const course = await build.course();
  for (let n = 0; n < 12; n++) {
    const made = await build.paid({ courseId: course.id, gateway: n % 2 ? "ikhokha" : "paymob" });
    const at = sql<Date>`(((now() at time zone ${zone})::date - ${sql.lit(n * 7)})::timestamp at time zone ${zone})
      + ${sql.lit(n % 4 < 2 ? 180 : -180)} * interval '1 second'`;
    await db
      .updateTable("payments")
      .set({ created_at: sql`${at} - interval '4 minutes'`, completed_at: at })
      .where("id", "=", made.id)
      .execute();
    if (n % 3 === 0) await giveBack(made, 1_000);
  }
  await rebuildRollups(db, zone);
  const { cookie } = await signedIn(db, "finance");
  const count = async (query: Record<string, string>) => (await listed(query, cookie)).total.count;
  let given = 0;
  for (const currency of ["EGP", "ZAR"]) {
    const [week, month, quarter] = await Promise.all(
      ["7", "30", "90"].map(async (days) => {
        const parts = await overview(routeArgs(`/admin?days=${days}&currency=${currency}`, { cookie }));
        const [revenue, paid, made] = [parts.revenue, parts.payments, parts.enrollments];
        return {
          revenue: (await arrived(revenue)).days,
          paid: (await arrived(paid)).days,
          made: (await arrived(made)).days,
        };
      }),
    );
    for (const name of ["revenue", "paid", "made"] as const) {
      expect(week![name]).toEqual(quarter![name].slice(-7));
      expect(month![name]).toEqual(quarter![name].slice(-30));
    }
    const { revenue, paid, made } = quarter!;
    for (const { day, captured, refunded, payments: payers } of revenue.filter((one) => one.captured > 0)) {
      const { rows } = await listed({ status: "captured", currency, paidFrom: day, paidTo: day }, cookie);
      expect({ day, payers: rows.length }).toEqual({ day, payers });
      expect(rows.reduce((sum, row) => sum + row.captured_minor, 0)).toBe(captured);
      expect(rows.reduce((sum, row) => sum + row.refunded_minor, 0)).toBe(refunded);
      given += refunded;
    }
    const [from, to] = [paid[0]!.day, paid.at(-1)!.day];
    const sum = (values: number[]) => values.reduce((all, value) => all + value, 0);
    expect(await count({ status: "captured", currency, paidFrom: from, paidTo: to })).toBe(
      sum(revenue.map((one) => one.payments)),
    );
    expect(await count({ from, to })).toBe(sum(paid.map((one) => one.started)));
    for (const { day, started, collected } of paid.filter((one) => one.started > 0)) {
      const span = { from: day, to: day };
      expect(await count(span)).toBe(started);
      expect(await count({ ...span, status: "captured" })).toBe(collected);
      expect(await count({ ...span, status: "uncollected" })).toBe(started - collected);
    }
    for (const one of made.filter(({ made: any }) => any > 0)) {
      const query = new URLSearchParams({ status: "all", from: one.day, to: one.day });
      const { total } = await enrollments(routeArgs(`/admin/enrollments?${query}`, { cookie }));
      expect(total.count).toBe(one.made);
    }
  }
  // With what the test above gave back.
  expect(given).toBe(9_000);
});

test("a currency that these days have nothing of is chosen still, and the way back to the others is there", async () => {
  const { cookie } = await signedIn(db, "finance");
  const parts = await overview(routeArgs("/admin?days=7&currency=OMR", { cookie }));
  const revenue = await arrived(parts.revenue);
  expect(revenue.currency).toBe("OMR");
  expect(revenue.currencies).toEqual(["EGP", "ZAR", "OMR"]);
});

test("a thousand exceptions of one kind take nothing from the other kinds", async () => {
  const open = (kind: ExceptionKind, count: number) =>
    sql`
    insert into exceptions (id, kind, dedupe_key, severity, facts)
    select 'exc_' || ${kind}::text || n, ${kind}, ${kind}::text || n, 'warning', '{}'::jsonb from generate_series(1, ${count}) n`.execute(
      db,
    );
  await open("bad_signatures", 1_200);
  await open("paid_not_enrolled", 3);
  const { cookie } = await signedIn(db, "owner");
  const parts = await overview(routeArgs("/admin", { cookie }));
  const counted = await arrived(parts.exceptions);
  expect(Object.fromEntries(counted.map(({ kind, count }) => [kind, count]))).toMatchObject({
    bad_signatures: 1_000,
    paid_not_enrolled: 3,
  });
});

test("who waits longest is told as the queue tells it", async () => {
  const course = await build.course({ approval: "after_payment" });
  const { enrollment } = await build.paid({ courseId: course.id });
  await db
    .updateTable("enrollments")
    .set({ created_at: sql`now() - interval '30 days'`, waiting_since: sql`now() - interval '1 hour'` })
    .where("id", "=", enrollment!.id)
    .execute();
  const { cookie } = await signedIn(db, "registrar");
  const parts = await overview(routeArgs("/admin", { cookie }));
  const queue = await enrollments(routeArgs("/admin/enrollments", { cookie }));
  const waiting = await arrived(parts.waiting);
  expect(waiting.count).toBe(queue.total.count);
  expect(waiting.oldestAt).toEqual(queue.rows[0]!.waiting_since);
});

test("a part that fails says its error's id, which is in the log, and the others arrive", async () => {
  const logged = vi.spyOn(log, "error").mockImplementation(() => undefined);
  const { cookie } = await signedIn(db, "owner");
  await db.schema.alterTable("payment_rollups").renameTo("payment_rollups_away").execute();
  const parts = await overview(routeArgs("/admin", { cookie }));
  const failed = (await parts.today) as { errorId: string };
  expect(failed.errorId).toMatch(/^err_/);
  expect(await arrived(parts.deliveries)).toMatchObject({ failed: 0, dead: 0 });
  await Promise.all(Object.values(parts));
  await db.schema.alterTable("payment_rollups_away").renameTo("payment_rollups").execute();
  expect(logged.mock.calls.map(([entry]) => (entry as { errorId: string }).errorId)).toContain(
    failed.errorId,
  );
  logged.mockRestore();
});
