import { afterAll, beforeEach, expect, test } from "vitest";
import { drainInbox } from "#app/features/webhooks/run-inbox.server.ts";
import type { Authentication } from "#app/gateways/gateway.ts";
import { createPool } from "#app/lib/db.server.ts";
import { newId } from "#app/lib/ids.ts";
import { action, loader } from "#app/routes/api.payments.webhook.($gateway).ts";
import { builders } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { holdSingleton } from "#tests/support/hold-singleton.ts";
import { fact, ScriptedGateway } from "#tests/support/scripted-gateway.ts";
import { origin } from "#tests/support/sign-in.ts";

const { db, pool } = useDatabase();
const build = builders(db);

/** Signed by a header, so that a test decides which deliveries are authentic. */
class SignedGateway extends ScriptedGateway {
  override authenticate(raw: Uint8Array, headers?: Headers): Authentication {
    const text = Buffer.from(raw).toString();
    if (!text.startsWith("{")) return { verdict: "unparseable" };
    if (headers?.get("x-signature") !== "good") return { verdict: "bad_signature", reason: "wrong" };
    return super.authenticate(raw);
  }
}
const paymob = new SignedGateway("paymob");
holdSingleton("gateways", new Map([["paymob", paymob]]));

let address = 0;
beforeEach(() => {
  address += 1;
});

interface Sent {
  body?: BodyInit;
  signature?: string;
  gateway?: string;
  method?: string;
  type?: string;
  ip?: string;
}

function post(sent: Sent = {}) {
  const request = new Request(`${origin}/api/payments/webhook?hmac=abc`, {
    method: sent.method ?? "POST",
    headers: { "content-type": sent.type ?? "application/json", "x-signature": sent.signature ?? "good" },
    body: sent.body ?? body(newId("req")),
    duplex: "half",
  } as RequestInit);
  const context = {
    cspNonce: "",
    requestId: "req_test",
    clientIp: sent.ip ?? `10.0.0.${address}`,
    signal: new AbortController().signal,
  };
  return action({ request, params: sent.gateway ? { gateway: sent.gateway } : {}, context });
}

const body = (key: string, event: unknown = { type: "unsupported", description: "a test" }) =>
  JSON.stringify({ key, event });
const stored = (key: string) =>
  db.selectFrom("payment_webhooks").selectAll().where("event_key", "=", key).executeTakeFirst();

test("an authentic delivery is stored to the byte, then answered 200 with nothing in it", async () => {
  const key = newId("req");
  const answer = await post({ body: body(key) });
  expect(answer.status).toBe(200);
  expect(await answer.text()).toBe("");
  const row = await stored(key);
  expect(row).toMatchObject({
    status: "received",
    verdict: "accepted",
    seen_count: 1,
    request_id: "req_test",
  });
  expect(row!.raw_body.toString()).toBe(body(key));
});

test("repeats count on the one row, at once or later, also after it was processed", async () => {
  const key = newId("req");
  const answers = await Promise.all(Array.from({ length: 8 }, () => post({ body: body(key) })));
  expect(answers.map((answer) => answer.status)).toEqual(Array(8).fill(200));
  expect((await stored(key))!.seen_count).toBe(8);
  await drainInbox(db, new Map([["paymob", paymob]]));
  expect((await post({ body: body(key) })).status).toBe(200);
  expect(await stored(key)).toMatchObject({ seen_count: 9, status: "processed" });
});

test("a wrong signature is 401, kept with its verdict, and never processed", async () => {
  const answer = await post({ signature: "bad", body: body("forged") });
  expect(answer.status).toBe(401);
  await drainInbox(db, new Map([["paymob", paymob]]));
  const rows = await db
    .selectFrom("payment_webhooks")
    .selectAll()
    .where("verdict", "=", "bad_signature")
    .execute();
  expect(rows).toMatchObject([{ status: "rejected", verdict_reason: "wrong", event_key: null, attempts: 0 }]);
});

test("a forged body with an honest event's key takes nothing from the honest one", async () => {
  const key = newId("req");
  expect((await post({ signature: "bad", body: body(key) })).status).toBe(401);
  expect((await post({ body: body(key) })).status).toBe(200);
  expect(await stored(key)).toMatchObject({ status: "received", seen_count: 1 });
});

test("the sender's mistakes have their own answers, none of them 5xx and none stored", async () => {
  const before = await db.selectFrom("payment_webhooks").select("id").execute();
  const status = async (sent: Sent) => (await post(sent)).status;
  expect(await status({ gateway: "stripe" })).toBe(404);
  expect(await status({ gateway: "ikhokha" })).toBe(404);
  expect(await status({ method: "PUT" })).toBe(405);
  expect(await status({ type: "text/plain" })).toBe(415);
  expect(await status({ type: "application/x-www-form-urlencoded" })).toBe(415);
  expect(await status({ body: "not json" })).toBe(400);
  expect(await status({ body: "" })).toBe(400);
  expect(await status({ body: `{"key":"${"x".repeat(256 * 1024)}"}` })).toBe(413);
  expect(await status({ type: "application/json; charset=utf-8", gateway: "paymob" })).toBe(200);
  expect((await db.selectFrom("payment_webhooks").select("id").execute()).length).toBe(before.length + 1);
});

test("a body without end is cut off at the cap", async () => {
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(stream) {
      sent += 1;
      stream.enqueue(new Uint8Array(64 * 1024));
    },
  });
  expect((await post({ body: endless })).status).toBe(413);
  expect(sent).toBeLessThan(10);
});

test("a browser's GET is told what the address takes", () => {
  expect(loader({ params: {} }).status).toBe(405);
  expect(loader({ params: {} }).headers.get("allow")).toBe("POST");
  expect(loader({ params: { gateway: "ikhokha" } }).status).toBe(404);
});

test("an address flooding with bad signatures is told to wait; the real gateway behind it still gets through", async () => {
  const bad = await Promise.all(Array.from({ length: 40 }, () => post({ signature: "bad", ip: "10.9.9.9" })));
  const refused = bad.filter((answer) => answer.status === 429);
  expect(refused.length).toBe(10);
  expect(Number(refused[0]!.headers.get("retry-after"))).toBeGreaterThan(0);
  const good = await Promise.all(Array.from({ length: 40 }, () => post({ ip: "10.9.9.9" })));
  expect(good.map((answer) => answer.status)).toEqual(Array(40).fill(200));
  expect((await post({ signature: "bad", ip: "10.9.9.8" })).status).toBe(401);
});

test("without a database the answer is 503, and the delivery counts when it is sent again", async () => {
  const held = (globalThis as unknown as { __bursar: Map<string, unknown> }).__bursar;
  const gone = createPool("postgres://postgres@127.0.0.1:1/none");
  const key = newId("req");
  held.set("pool", gone);
  try {
    const answers = await Promise.all(Array.from({ length: 5 }, () => post({ body: body(key) })));
    expect(answers.map((answer) => answer.status)).toEqual(Array(5).fill(503));
    expect(answers[0]!.headers.get("retry-after")).toBe("5");
    expect(await stored(key)).toBeUndefined();
  } finally {
    held.set("pool", pool);
  }
  expect((await post({ body: body(key) })).status).toBe(200);
  expect(await stored(key)).toMatchObject({ seen_count: 1 });
});

test("one delivery the database cannot hold fails none that came with it", async () => {
  const keys = Array.from({ length: 20 }, () => newId("req"));
  const all = [...keys.map((key) => body(key)), JSON.stringify({ key: "nul\u0000key" })];
  const answers = await Promise.all(all.map((one) => post({ body: one })));
  expect(answers.map((answer) => answer.status)).toEqual([...Array(20).fill(200), 503]);
  for (const key of keys) expect(await stored(key)).toMatchObject({ seen_count: 1 });
});

test("from the door to the seat: a paid callback enrolls, and its twin does nothing", async () => {
  const payment = await build.payment();
  const event = {
    type: "transaction",
    confirm: false,
    fact: fact({ state: "succeeded", orderRef: payment.attempt.orderRef, attemptRef: payment.attempt.id }),
  };
  for (const key of ["paid-1", "paid-2"]) expect((await post({ body: body(key, event) })).status).toBe(200);
  await drainInbox(db, new Map([["paymob", paymob]]));
  const outcomes = [(await stored("paid-1"))!.outcome, (await stored("paid-2"))!.outcome];
  expect(outcomes.sort()).toEqual(["applied", "nothing_new"]);
  const row = await db
    .selectFrom("payments")
    .select("status")
    .where("id", "=", payment.id)
    .executeTakeFirstOrThrow();
  expect(row.status).toBe("succeeded");
  const seats = await db.selectFrom("enrollments").selectAll().where("payment_id", "=", payment.id).execute();
  expect(seats).toHaveLength(1);
});

afterAll(() => {
  (globalThis as unknown as { __bursar: Map<string, unknown> }).__bursar.delete("gateways");
});
