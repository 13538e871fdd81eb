import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { toEvidence } from "#app/features/payments/lock-payment.server.ts";
import type { PaymentStatus } from "#app/features/payments/payment.ts";
import { reduceEvidence } from "#app/features/payments/reduce-evidence.ts";
import { checkStatuses } from "#app/features/reconciliation/check-statuses.server.ts";
import { sweepInvariants } from "#app/features/reconciliation/sweep-invariants.server.ts";
import { workOne } from "#app/features/webhooks/run-inbox.server.ts";
import { seedDemo } from "#db/seeds/demo.server.ts";
import { useDatabase } from "#tests/support/database.ts";

const { db } = useDatabase();
beforeAll(async () => void (await seedDemo(db)));

test("the office has something of every kind to show", async () => {
  const rows = await db.selectFrom("payments").select("status").distinct().execute();
  const statuses = new Set<PaymentStatus>(rows.map((row) => row.status));
  for (const status of ["succeeded", "failed", "expired", "pending", "redirected", "needs_review"] as const)
    expect(statuses).toContain(status);
  expect(statuses).toContain("partially_refunded");
  const deliveries = await db.selectFrom("payment_webhooks").select("status").distinct().execute();
  expect(deliveries.map((row) => row.status)).toEqual(
    expect.arrayContaining(["processed", "rejected", "dead"]),
  );
  const open = await db.selectFrom("exceptions").select("kind").where("status", "=", "open").execute();
  expect(open.map((row) => row.kind)).toEqual(
    expect.arrayContaining([
      "paid_not_enrolled",
      "payment_mismatch",
      "two_payments_one_seat",
      "dead_delivery",
      "unattributed_money",
    ]),
  );
});

test("its invariants hold: the sweep finds no drift, and every status follows from its evidence", async () => {
  expect(await checkStatuses(db, null)).toBe(66);
  await sweepInvariants(db, null);
  const drift = await db
    .selectFrom("exceptions")
    .select("kind")
    .where(sql<boolean>`kind like '%drift'`)
    .execute();
  expect(drift).toEqual([]);
});

test("each history lies in the past, in the order it happened", async () => {
  const late = await sql<{ count: number }>`
    select count(*) as count from payment_evidence where recorded_at > now() - interval '5 minutes'`.execute(
    db,
  );
  expect(late.rows[0]!.count).toBe(0);
  const early = await sql<{ count: number }>`
    select count(*) as count from payment_evidence e join payments p on p.id = e.payment_id where e.recorded_at < p.created_at`.execute(
    db,
  );
  expect(early.rows[0]!.count).toBe(0);
});

test("the append-only guards are on again", async () => {
  for (const table of ["audit_log", "payment_evidence", "ledger_entries"])
    await expect(sql`delete from ${sql.table(table)}`.execute(db)).rejects.toThrow(/append-only/);
});

test("a status read back from the dated evidence is the stored one", async () => {
  const payment = await db
    .selectFrom("payments")
    .selectAll()
    .where("status", "=", "partially_refunded")
    .executeTakeFirstOrThrow();
  const attempts = await db
    .selectFrom("payment_attempts")
    .select(["id", "number"])
    .where("payment_id", "=", payment.id)
    .execute();
  const evidence = await sql<{ row: Parameters<typeof toEvidence>[0] }>`
    select to_jsonb(e) as row from payment_evidence e where payment_id = ${payment.id}`.execute(db);
  const state = reduceEvidence(evidence.rows.map(({ row }) => toEvidence(row, attempts)));
  expect(state).toMatchObject({
    status: "partially_refunded",
    capturedMinor: payment.captured_minor,
    refundedMinor: payment.refunded_minor,
  });
});

test("its dead letter is one that the product makes", async () => {
  const seen = async () => ({
    delivery: await db
      .selectFrom("payment_webhooks")
      .selectAll()
      .where("status", "=", "dead")
      .executeTakeFirstOrThrow(),
    exception: await db
      .selectFrom("exceptions")
      .select(["status", "severity", "facts", "delivery_id"])
      .where("kind", "=", "dead_delivery")
      .executeTakeFirstOrThrow(),
  });
  const { delivery, exception } = await seen();
  const { id, gateway, kind, attempts } = delivery;
  await db
    .updateTable("payment_webhooks")
    .set({ status: "processing", last_error: null })
    .where("id", "=", id)
    .execute();
  await workOne(db, new Map(), {
    ...{ id, gateway, kind, attempts },
    eventKey: delivery.event_key!,
    rawBody: delivery.raw_body!,
    silences: delivery.gateway_silences,
    receivedAt: delivery.received_at,
  });
  const made = await seen();
  expect(made.exception).toEqual(exception);
  expect(made.delivery).toEqual({ ...delivery, next_attempt_at: expect.any(Date) });
});
