import { beforeEach, expect, test } from "vitest";
import { applyEvidence } from "#app/features/payments/apply-evidence.server.ts";
import { reconcileHistory } from "#app/features/reconciliation/reconcile-history.server.ts";
import { sweepInvariants } from "#app/features/reconciliation/sweep-invariants.server.ts";
import type { HistoryEntry, TransactionFact } from "#app/gateways/gateway.ts";
import type { Gateways } from "#app/gateways/registry.server.ts";
import { builders, evidence } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { fact, ScriptedGateway } from "#tests/support/scripted-gateway.ts";
import { expectBooksToAgree, snapshot } from "#tests/support/tables.ts";

const { db } = useDatabase();
const build = builders(db);
type Payment = Awaited<ReturnType<typeof build.payment>>;

const dayMs = 86_400_000;
/** Noon, so that "yesterday" is what it says whatever the hour of the test run. */
const today = new Date(Math.floor(Date.now() / dayMs) * dayMs + dayMs / 2);
const dayOf = (daysAgo: number) => new Date(today.getTime() - daysAgo * dayMs).toISOString().slice(0, 10);

let link = new ScriptedGateway("ikhokha");
let gateways: Gateways = new Map();
/** The gateway's list by day; a day that is not named is empty. */
let lists = new Map<string, HistoryEntry[]>();
let asked: string[] = [];
beforeEach(async () => {
  await db.deleteFrom("history_cursors").execute();
  link = new ScriptedGateway("ikhokha");
  link.can.listTransactions = true;
  lists = new Map();
  asked = [];
  link.list = async (from) => {
    const day = from.toISOString().slice(0, 10);
    asked.push(day);
    return { outcome: "listed", entries: lists.get(day) ?? [] };
  };
  gateways = new Map([
    ["paymob", new ScriptedGateway("paymob")],
    ["ikhokha", link],
  ]);
});

const listedAs = (payment: Payment, more: Partial<TransactionFact> = {}): HistoryEntry => {
  const { orderRef } = payment.attempt;
  const said = fact({
    state: "succeeded",
    transactionRef: orderRef,
    orderRef,
    amount: { minor: payment.amountMinor, currency: payment.currency },
    ...more,
  });
  return { orderRef, attemptRef: payment.attempt.id, fact: said };
};
const stranger = (reference: string): HistoryEntry => ({
  orderRef: reference,
  attemptRef: null,
  fact: fact({
    state: "succeeded",
    transactionRef: reference,
    orderRef: reference,
    amount: { minor: 45_000, currency: "ZAR" },
  }),
});
const statusOf = async (payment: Payment) =>
  (await db.selectFrom("payments").select("status").where("id", "=", payment.id).executeTakeFirstOrThrow())
    .status;
const cursor = () => db.selectFrom("history_cursors").selectAll().executeTakeFirstOrThrow();
const raised = (key: string) =>
  db.selectFrom("exceptions").selectAll().where("dedupe_key", "like", `${key}%`).execute();
const run = (at = today) => reconcileHistory(db, gateways, at);

test("a payment only the gateway's list knows of is completed, once a day, and a list that agrees writes nothing", async () => {
  const payment = await build.payment({ gateway: "ikhokha" });
  lists.set(dayOf(1), [listedAs(payment)]);
  expect(await run()).toMatchObject([{ gateway: "ikhokha", through: dayOf(1), changed: 1, problem: null }]);
  expect(await statusOf(payment)).toBe("succeeded");
  expect(await run()).toEqual([]);
  // The next day's window overlaps: the same entry again.
  const before = await snapshot(db);
  expect(await run(new Date(today.getTime() + dayMs))).toMatchObject([{ entries: 1, changed: 0, raised: 0 }]);
  expect(await snapshot(db)).toEqual(before);
  await expectBooksToAgree(db);
});

test("each day of the window is asked for by itself, and days that were missed are caught up", async () => {
  await run();
  expect(asked).toEqual(
    [8, 7, 6, 5, 4, 3, 2, 1]
      .map((ago) => dayOf(ago + 1))
      .concat(dayOf(1))
      .slice(-9),
  );
  asked = [];
  await run(new Date(today.getTime() + 5 * dayMs));
  expect(asked.at(-1)).toBe(dayOf(-4));
  expect(asked).toContain(dayOf(0));
  expect((await cursor()).through).toBe(dayOf(-4));
  // A gap of months is caught up a month at a time.
  asked = [];
  await run(new Date(today.getTime() + 100 * dayMs));
  expect(asked.length).toBeLessThan(45);
  expect((await cursor()).through < dayOf(-99)).toBe(true);
  await run(new Date(today.getTime() + 100 * dayMs));
  await run(new Date(today.getTime() + 100 * dayMs));
  await run(new Date(today.getTime() + 100 * dayMs));
  expect((await cursor()).through).toBe(dayOf(-99));
});

test("a silent gateway stops the run where it stands, and a later run goes on from there", async () => {
  const { list } = link;
  link.list = async (from, to) =>
    from.toISOString().startsWith(dayOf(1)) ? { outcome: "unknown", reason: "time-out" } : list(from, to);
  expect(await run()).toMatchObject([{ through: dayOf(2), problem: `${dayOf(1)}: time-out` }]);
  expect(await cursor()).toMatchObject({ problem: `${dayOf(1)}: time-out`, leased_until: null });
  // Not asked again within the hour.
  expect(await run()).toEqual([]);
  await db
    .updateTable("history_cursors")
    .set({ ran_at: new Date(Date.now() - 2 * 3_600_000) })
    .execute();
  link.list = list;
  expect(await run()).toMatchObject([{ through: dayOf(1), problem: null }]);
  expect(await cursor()).toMatchObject({ problem: null });
});

test("two workers at once: one runs", async () => {
  const both = await Promise.all([run(), run()]);
  expect(both.flat()).toHaveLength(1);
});

test("money no payment knows is raised once, and closes when a payment has it", async () => {
  lists.set(dayOf(1), [stranger("nobodys")]);
  expect(await run()).toMatchObject([{ raised: 1 }]);
  expect(await run(new Date(today.getTime() + dayMs))).toMatchObject([{ raised: 0 }]);
  const key = "unattributed_money:ikhokha:nobodys";
  expect(await raised(key)).toMatchObject([
    { status: "open", facts: { source: "history", amountMinor: 45_000 } },
  ]);
  await sweepInvariants(db, null);
  expect(await raised(key)).toMatchObject([{ status: "open" }]);
  const payment = await build.payment({ gateway: "ikhokha" });
  await db
    .updateTable("payment_attempts")
    .set({ gateway_order_ref: "nobodys" })
    .where("id", "=", payment.attempt.id)
    .execute();
  await run(new Date(today.getTime() + 2 * dayMs));
  expect(await statusOf(payment)).toBe("succeeded");
  await sweepInvariants(db, null);
  expect(await raised(key)).toMatchObject([{ status: "resolved" }]);
});

test("another amount than asked is held in suspense, as from any source", async () => {
  const payment = await build.payment({ gateway: "ikhokha" });
  lists.set(dayOf(1), [listedAs(payment, { amount: { minor: 100, currency: "ZAR" } })]);
  await run();
  expect(await statusOf(payment)).toBe("needs_review");
  const entries = await db
    .selectFrom("ledger_entries")
    .select(["kind", "amount_minor"])
    .where("payment_id", "=", payment.id)
    .execute();
  expect(entries).toEqual([{ kind: "suspense_in", amount_minor: 100 }]);
});

test("what was not paid says nothing, unless we have its money: then a person hears of it", async () => {
  const [open, paid] = [
    await build.payment({ gateway: "ikhokha" }),
    await build.payment({ gateway: "ikhokha" }),
  ];
  await applyEvidence(db, {
    paymentId: paid.id,
    actor: { type: "gateway", id: "ikhokha" },
    evidence: [
      evidence({
        kind: "succeeded",
        gateway: "ikhokha",
        attempt_id: paid.attempt.id,
        transaction_ref: paid.attempt.orderRef,
        amount_minor: paid.amountMinor,
        currency: paid.currency,
      }),
    ],
  });
  const failed = { state: "failed", code: "declined" } as const;
  lists.set(dayOf(1), [listedAs(open, failed), listedAs(paid, failed)]);
  await run();
  expect([await statusOf(open), await statusOf(paid)]).toEqual(["redirected", "succeeded"]);
  expect(await raised(`facts_disagree:${paid.id}`)).toMatchObject([{ status: "open" }]);
  expect(await raised(`facts_disagree:${open.id}`)).toEqual([]);
});

test("our money that the list does not name is asked about; only what the gateway does not know either is raised", async () => {
  await run();
  await db
    .updateTable("history_cursors")
    .set({ created_at: new Date(today.getTime() - 20 * dayMs) })
    .execute();
  const [known, gone, old] = await Promise.all([0, 0, 0].map(() => build.payment({ gateway: "ikhokha" })));
  for (const payment of [known!, gone!, old!]) {
    await applyEvidence(db, {
      paymentId: payment.id,
      actor: { type: "gateway", id: "ikhokha" },
      evidence: [
        evidence({
          kind: "succeeded",
          gateway: "ikhokha",
          attempt_id: payment.attempt.id,
          transaction_ref: payment.attempt.orderRef,
          amount_minor: payment.amountMinor,
          currency: payment.currency,
        }),
      ],
    });
    await db
      .updateTable("payment_attempts")
      .set({ created_at: new Date(today.getTime() - (payment === old ? 30 : 3) * dayMs) })
      .where("id", "=", payment.attempt.id)
      .execute();
  }
  link.answer = async (refs) =>
    refs.attemptId === known!.attempt.id
      ? { outcome: "answered", facts: [listedAs(known!).fact] }
      : { outcome: "nothing" };
  expect(await run(new Date(today.getTime() + dayMs))).toMatchObject([{ raised: 1 }]);
  expect(await raised(`facts_disagree:${gone!.id}:history`)).toMatchObject([
    { status: "open", facts: { said: [{ what: "not_in_history" }] } },
  ]);
  expect(link.inquiries.map((one) => one.attemptId)).not.toContain(old!.attempt.id);
  expect(await statusOf(gone!)).toBe("succeeded");
});

test("a gateway without a readable history is left alone", async () => {
  link.can.listTransactions = false;
  expect(await run()).toEqual([]);
  expect(asked).toEqual([]);
});
