import { afterEach, expect, test } from "vitest";
import { claimDeliveries, releaseDeliveries } from "#app/features/webhooks/claim-deliveries.server.ts";
import { drainInbox, runInbox, workOne } from "#app/features/webhooks/run-inbox.server.ts";
import {
  backoffSeconds,
  failDelivery,
  maxAttempts,
  maxSilences,
  settleDelivery,
  silenceSeconds,
} from "#app/features/webhooks/settle-delivery.server.ts";
import type { GatewayEvent } from "#app/gateways/gateway.ts";
import { deliver, exceptionOf, readDelivery, takeTurn } from "#tests/features/webhooks/inbox.ts";
import { builders } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { fact, ScriptedGateway } from "#tests/support/scripted-gateway.ts";

const { db } = useDatabase();
const build = builders(db);
const gateways = new Map([["paymob", new ScriptedGateway("paymob")]] as const);
const noted: GatewayEvent = { type: "card_token", orderRef: null };

afterEach(() =>
  db
    .deleteFrom("exceptions")
    .execute()
    .then(() => db.deleteFrom("payment_webhooks").where("payment_id", "is", null).execute()),
);

test("workers at once never share a delivery", async () => {
  const ids = await Promise.all(Array.from({ length: 60 }, () => deliver(db, noted)));
  const claims = await Promise.all(Array.from({ length: 6 }, () => claimDeliveries(db, 10)));
  const claimed = claims.flat().map((delivery) => delivery.id);
  expect(new Set(claimed).size).toBe(claimed.length);
  expect(claimed.length).toBe(ids.length);
  expect(await claimDeliveries(db, 10)).toEqual([]);
});

test("a delivery somebody holds keeps no worker from the others", async () => {
  const [held, free] = [await deliver(db, noted), await deliver(db, noted)];
  await db.transaction().execute(async (trx) => {
    await trx.selectFrom("payment_webhooks").select("id").where("id", "=", held).forUpdate().execute();
    expect((await claimDeliveries(db, 2)).map((one) => one.id)).toEqual([free]);
  });
});

test("the longest due come first", async () => {
  const [late, early] = [await deliver(db, noted), await deliver(db, noted)];
  const due = (id: string, at: number) =>
    db
      .updateTable("payment_webhooks")
      .set({ next_attempt_at: new Date(at) })
      .where("id", "=", id)
      .execute();
  await due(late, 2_000);
  await due(early, 1_000);
  expect((await claimDeliveries(db, 1)).map((one) => one.id)).toEqual([early]);
});

test("a dead worker's delivery is claimed again when its lease has run out, and not before", async () => {
  const id = await deliver(db, noted);
  expect(await claimDeliveries(db, 1)).toMatchObject([{ id, attempts: 1 }]);
  expect(await claimDeliveries(db, 1)).toEqual([]);
  const past = new Date(Date.now() - 1_000);
  await db
    .updateTable("payment_webhooks")
    .set({ leased_until: past, next_attempt_at: past })
    .where("id", "=", id)
    .execute();
  expect(await claimDeliveries(db, 1)).toMatchObject([{ id, attempts: 2 }]);
});

test("a worker whose lease ran out cannot fail what another has processed", async () => {
  const id = await deliver(db, noted);
  const [slow] = await claimDeliveries(db, 1);
  await takeTurn(db, gateways, id);
  expect((await readDelivery(db, id)).status).toBe("processed");
  for (const attempts of [slow!.attempts, slow!.attempts + 1, maxAttempts])
    await failDelivery(db, { ...slow!, attempts }, new Error("too late"));
  expect(await readDelivery(db, id)).toMatchObject({ status: "processed", last_error: null });
  expect(await exceptionOf(db, `dead_delivery:${id}`)).toBeUndefined();
});

/** Two workers hold one delivery: the lease of the first ran out, and the second claimed it. */
async function claimedTwice() {
  const [slow] = await claimDeliveries(db, 1);
  await db
    .updateTable("payment_webhooks")
    .set({ next_attempt_at: new Date(0) })
    .where("id", "=", slow!.id)
    .execute();
  const [quick] = await claimDeliveries(db, 1);
  return [slow!, quick!] as const;
}

test("a worker that comes back to what another has applied leaves it called so", async () => {
  const payment = await build.payment();
  const paid = fact({ state: "succeeded", transactionRef: payment.id, orderRef: payment.attempt.orderRef });
  const id = await deliver(db, { type: "transaction", confirm: false, fact: paid });
  const [slow, quick] = await claimedTwice();
  await workOne(db, gateways, quick);
  await workOne(db, gateways, slow);
  expect(await readDelivery(db, id)).toMatchObject({ status: "processed", outcome: "applied" });
});

test("a worker whose lease ran out has no say about a delivery that another holds", async () => {
  const id = await deliver(db, noted);
  const [slow, quick] = await claimedTwice();
  const doubt = { dedupe_key: `malformed_delivery:${id}`, kind: "malformed_delivery", facts: {} } as const;
  await settleDelivery(db, slow, { outcome: "malformed", exception: doubt });
  await releaseDeliveries(db, [slow]);
  expect(await readDelivery(db, id)).toMatchObject({ status: "processing", attempts: 2, outcome: null });
  expect(await exceptionOf(db, doubt.dedupe_key)).toBeUndefined();
  await releaseDeliveries(db, [quick]);
  expect(await readDelivery(db, id)).toMatchObject({ status: "received", attempts: 1 });
});

test("each try waits longer than the last, scattered, and never more than 15 minutes", () => {
  for (let attempts = 1; attempts <= maxAttempts; attempts += 1) {
    const [least, most] = [backoffSeconds(attempts, 0), backoffSeconds(attempts, 1)];
    expect(least).toBe(most / 2);
    expect(most).toBe(Math.min(2 ** attempts, 900));
    expect(backoffSeconds(attempts + 1, 0)).toBeGreaterThanOrEqual(Math.min(most, 450));
  }
});

test("a failed delivery waits its back-off and is not due before", async () => {
  const id = await deliver(db, null);
  await drainInbox(db, gateways);
  const row = await readDelivery(db, id);
  expect(row).toMatchObject({ status: "failed", attempts: 1, leased_until: null });
  expect(row.last_error).toMatch(/JSON/);
  expect(row.next_attempt_at.getTime()).toBeGreaterThan(Date.now());
  expect(await drainInbox(db, gateways)).toBe(0);
});

test("a poison delivery is buried after its tries, says why, and holds up nobody", async () => {
  const poison = await deliver(db, null);
  for (let turn = 1; turn <= maxAttempts; turn += 1) {
    const honest = await deliver(db, noted);
    await takeTurn(db, gateways, poison);
    expect((await readDelivery(db, honest)).status).toBe("processed");
    expect((await readDelivery(db, poison)).status).toBe(turn < maxAttempts ? "failed" : "dead");
  }
  const raised = await exceptionOf(db, `dead_delivery:${poison}`);
  expect(raised).toMatchObject({ status: "open", severity: "critical", facts: { attempts: maxAttempts } });
  await takeTurn(db, gateways, poison);
  expect((await readDelivery(db, poison)).attempts).toBe(maxAttempts);
});

/** What asks its gateway before it moves anything, and how that gateway answers. */
async function asking() {
  const gateway = new ScriptedGateway("paymob");
  const payment = await build.payment();
  const paid = fact({ state: "succeeded", transactionRef: payment.id, orderRef: payment.attempt.orderRef });
  const id = await deliver(db, { type: "transaction", confirm: true, fact: paid });
  const turn = () => takeTurn(db, new Map([["paymob", gateway]] as const), id);
  const away = async () =>
    ({ outcome: "unknown", code: "unavailable", reason: "no answer: time-out" }) as const;
  gateway.answer = away;
  return { id, gateway, payment, paid, turn, away };
}

test("a gateway that is away is waited for about a day, then a person hears of it", async () => {
  const { id, turn } = await asking();
  for (let silences = 1; silences <= maxSilences; silences += 1) {
    await turn();
    const dead = silences === maxSilences;
    expect(await readDelivery(db, id)).toMatchObject({
      status: dead ? "dead" : "failed",
      gateway_silences: silences,
    });
  }
  expect(await exceptionOf(db, `dead_delivery:${id}`)).toMatchObject({ status: "open" });
  const waits = (chance: number) =>
    Array.from({ length: maxSilences - 1 }, (_, n) => silenceSeconds(n + 1, chance));
  const hours = (chance: number) => waits(chance).reduce((sum, one) => sum + one, 0) / 3600;
  expect(hours(0)).toBeGreaterThan(12);
  expect(hours(1)).toBeLessThan(36);
  expect(Math.max(...waits(1))).toBe(3600);
  // Early on it is asked as often as anything else that failed.
  expect(waits(1).slice(0, 3)).toEqual([2, 4, 8]);
});

test("a gateway that comes back finds its deliveries waiting, with all their tries", async () => {
  const { id, gateway, payment, paid, turn } = await asking();
  for (let silences = 0; silences < maxAttempts + 3; silences += 1) await turn();
  expect((await readDelivery(db, id)).status).toBe("failed");
  gateway.answer = async () => ({ outcome: "answered", facts: [{ ...paid, state: "pending" }] });
  // It answers now, and denies the money at first: its silence was no denial.
  await turn();
  expect(await readDelivery(db, id)).toMatchObject({ status: "failed", outcome: null });
  gateway.answer = async () => ({ outcome: "answered", facts: [paid] });
  await turn();
  expect(await readDelivery(db, id)).toMatchObject({ status: "processed", outcome: "applied" });
  const row = await db.selectFrom("payments").selectAll().where("id", "=", payment.id).executeTakeFirst();
  expect(row?.status).toBe("succeeded");
});

test("what fails by itself is buried soon, also after its gateway was away", async () => {
  const { id, gateway, turn } = await asking();
  await turn();
  await turn();
  gateway.answer = async () => ({ outcome: "unknown", code: "unknown", reason: "unreadable answer" });
  for (let tries = 1; tries <= maxAttempts; tries += 1) {
    expect((await readDelivery(db, id)).status).toBe("failed");
    await turn();
  }
  expect(await readDelivery(db, id)).toMatchObject({ status: "dead", attempts: maxAttempts + 2 });
});

test("a delivery that ends its worker every time is buried unread", async () => {
  const id = await deliver(db, noted);
  // What a worker that dies leaves behind: a claim whose lease ran out, tried to the last.
  await db
    .updateTable("payment_webhooks")
    .set({ status: "processing", attempts: maxAttempts, next_attempt_at: new Date(0) })
    .where("id", "=", id)
    .execute();
  await drainInbox(db, gateways);
  expect(await readDelivery(db, id)).toMatchObject({ status: "dead", outcome: null });
  expect(await exceptionOf(db, `dead_delivery:${id}`)).toMatchObject({ status: "open" });
});

test("a delivery of a gateway that was switched off waits", async () => {
  const id = await deliver(db, noted, "ikhokha");
  await drainInbox(db, gateways);
  expect(await readDelivery(db, id)).toMatchObject({
    status: "failed",
    last_error: expect.stringContaining("not set up"),
  });
});

test("a payment's deliveries in work on all lanes at once end as one", async () => {
  const payment = await build.payment();
  const says = (state: "failed" | "succeeded" | "pending", ref: string): GatewayEvent => ({
    type: "transaction",
    confirm: false,
    fact: fact({
      state,
      transactionRef: ref,
      orderRef: payment.attempt.orderRef,
      code: state === "failed" ? "declined" : null,
    }),
  });
  for (const event of [
    says("failed", "1"),
    says("pending", "2"),
    says("succeeded", "2"),
    says("failed", "3"),
  ])
    for (let copy = 0; copy < 3; copy += 1) await deliver(db, event);
  const claimed = await claimDeliveries(db, 50);
  await Promise.all(claimed.map((delivery) => workOne(db, gateways, delivery)));
  const row = await db
    .selectFrom("payments")
    .selectAll()
    .where("id", "=", payment.id)
    .executeTakeFirstOrThrow();
  expect(row).toMatchObject({ status: "succeeded", captured_minor: 45_000 });
});

test("the loop works what comes, and stops with nothing half-done", async () => {
  const stop = new AbortController();
  const loop = runInbox(db, gateways, { lanes: 2, signal: stop.signal });
  const ids = await Promise.all(Array.from({ length: 10 }, () => deliver(db, noted)));
  await expect
    .poll(async () => (await Promise.all(ids.map((id) => readDelivery(db, id)))).map((row) => row.status), {
      timeout: 10_000,
    })
    .toEqual(Array(10).fill("processed"));
  stop.abort();
  await loop;
  const id = await deliver(db, noted);
  expect((await readDelivery(db, id)).status).toBe("received");
});
