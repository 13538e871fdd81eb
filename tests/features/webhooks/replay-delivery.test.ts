import { expect, test } from "vitest";
import {
  type DryRun,
  dryRunDelivery,
  replayDelivery,
} from "#app/features/webhooks/replay-delivery.server.ts";
import { drainInbox } from "#app/features/webhooks/run-inbox.server.ts";
import { maxSilences } from "#app/features/webhooks/settle-delivery.server.ts";
import type { GatewayEvent, TransactionFact } from "#app/gateways/gateway.ts";
import { newId } from "#app/lib/ids.ts";
import { deliver, exceptionOf, readDelivery, takeTurn } from "#tests/features/webhooks/inbox.ts";
import { builders } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { fact, ScriptedGateway } from "#tests/support/scripted-gateway.ts";
import { snapshot } from "#tests/support/tables.ts";

const { db } = useDatabase();
const build = builders(db);
type Payment = Awaited<ReturnType<typeof build.payment>>;
const paymob = new ScriptedGateway("paymob");
const gateways = new Map([["paymob", paymob]] as const);
const staff = { type: "staff" as const, id: "usr_staff", reason: "the key was wrong" };

const event = (payment: Payment, more: Partial<TransactionFact> = {}, confirm = false): GatewayEvent => ({
  type: "transaction",
  confirm,
  fact: fact({ state: "succeeded", orderRef: payment.attempt.orderRef, ...more }),
});

/** A delivery that died while its gateway was off. */
async function dead(what: GatewayEvent): Promise<string> {
  const id = await deliver(db, what);
  const almost = { attempts: maxSilences - 1, gateway_silences: maxSilences - 1 };
  await db.updateTable("payment_webhooks").set(almost).where("id", "=", id).execute();
  await takeTurn(db, new Map(), id);
  expect((await readDelivery(db, id)).status).toBe("dead");
  return id;
}

/** What a replay did, in a dry run's words. */
async function replayed(id: string): Promise<unknown> {
  await replayDelivery(db, gateways, id, staff);
  const { status, outcome, payment_id } = await readDelivery(db, id);
  return { status, outcome, payment_id };
}
function foretold(run: DryRun): unknown {
  if (run.outcome === "would_wait") return { status: "failed", outcome: null, payment_id: null };
  if (run.outcome === "would_settle")
    return {
      status: "processed",
      outcome: run.settlement.outcome,
      payment_id: run.settlement.paymentId ?? null,
    };
  if (run.outcome !== "would_apply") throw new Error(run.outcome);
  return { status: "processed", outcome: run.settles, payment_id: run.paymentId };
}

test("a dead letter replayed is processed, and its exception resolves with its history", async () => {
  const payment = await build.payment();
  const id = await dead(event(payment));
  expect(await exceptionOf(db, `dead_delivery:${id}`)).toMatchObject({ status: "open" });
  expect(await replayDelivery(db, gateways, id, staff)).toEqual({
    outcome: "replayed",
    status: "processed",
    result: "applied",
    error: null,
  });
  const raised = await exceptionOf(db, `dead_delivery:${id}`);
  expect(raised).toMatchObject({ status: "resolved" });
  expect(raised!.history.map((entry) => entry.what)).toEqual(["opened", "resolved"]);
  const audit = await db.selectFrom("audit_log").selectAll().where("subject_id", "=", id).execute();
  expect(audit.find((entry) => entry.action === "delivery.replayed")).toMatchObject({
    actor_type: "staff",
    reason: staff.reason,
  });
  expect(await replayDelivery(db, gateways, id, staff)).toMatchObject({ result: "nothing_new" });
});

test.each<[string, (payment: Payment) => Promise<GatewayEvent>]>([
  ["money that matches", async (payment) => event(payment)],
  ["another amount", async (payment) => event(payment, { amount: { minor: 1, currency: "EGP" } })],
  ["nobody's order", async (payment) => event(payment, { orderRef: newId("req") })],
  ["a late failure", async (payment) => event(payment, { state: "failed", code: "declined" })],
  ["an unreadable body", async () => ({ type: "malformed", problem: "id", orderRef: null })],
  ["a success nobody confirms", async (payment) => event(payment, {}, true)],
  [
    "a full course",
    async (payment) => {
      await db
        .updateTable("courses")
        .set({ capacity: 1, enrolled_count: 1 })
        .where("id", "=", payment.courseId)
        .execute();
      return event(payment);
    },
  ],
])("a dry run of %s writes nothing and says what the replay then does", async (_, make) => {
  const payment = await build.payment();
  paymob.answer = async () => ({ outcome: "nothing" });
  const id = await dead(await make(payment));
  const before = await snapshot(db);
  const run = await dryRunDelivery(db, gateways, id);
  expect(await snapshot(db)).toEqual(before);
  expect(foretold(run)).toEqual(await replayed(id));
  if (run.outcome !== "would_apply" || run.result.outcome === "missing") return;
  const after = await db
    .selectFrom("payments")
    .selectAll()
    .where("id", "=", payment.id)
    .executeTakeFirstOrThrow();
  expect(after.status).toBe(run.result.after);
  expect(after.captured_minor).toBe(run.plan!.after.capturedMinor);
  const seats = await db
    .selectFrom("enrollments")
    .select("id")
    .where("payment_id", "=", payment.id)
    .execute();
  expect(seats.length).toBe(run.result.seat === "granted" ? 1 : 0);
});

test("two people replaying at once run it once", async () => {
  const payment = await build.payment();
  const id = await dead(event(payment));
  const both = await Promise.all([
    replayDelivery(db, gateways, id, staff),
    replayDelivery(db, gateways, id, staff),
  ]);
  // The later one finds it busy, or comes when all is done: either way it is run to one end.
  expect(both.some((one) => one.outcome === "replayed")).toBe(true);
  expect(both.every((one) => one.outcome === "replayed" || one.outcome === "busy")).toBe(true);
  expect((await readDelivery(db, id)).status).toBe("processed");
  const ledger = await db
    .selectFrom("ledger_entries")
    .select("id")
    .where("payment_id", "=", payment.id)
    .execute();
  expect(ledger).toHaveLength(1);
});

test("a delivery in a worker's hands is busy, a forged one cannot be run, an unknown one is missing", async () => {
  const payment = await build.payment();
  const id = await deliver(db, event(payment));
  const leased = new Date(Date.now() + 60_000);
  await db
    .updateTable("payment_webhooks")
    .set({ status: "processing", leased_until: leased, next_attempt_at: leased })
    .where("id", "=", id)
    .execute();
  expect(await replayDelivery(db, gateways, id, staff)).toEqual({ outcome: "busy" });
  const forged = newId("whk");
  await db
    .insertInto("payment_webhooks")
    .values({
      id: forged,
      gateway: "paymob",
      kind: "unknown",
      verdict: "bad_signature",
      status: "rejected",
      raw_body: Buffer.from("{}"),
      headers: "{}",
    })
    .execute();
  expect(await dryRunDelivery(db, gateways, forged)).toEqual({ outcome: "not_replayable" });
  expect(await replayDelivery(db, gateways, forged, staff)).toEqual({ outcome: "not_replayable" });
  expect((await readDelivery(db, forged)).status).toBe("rejected");
  expect(await replayDelivery(db, gateways, "whk_none", staff)).toEqual({ outcome: "missing" });
  await drainInbox(db, gateways);
});
