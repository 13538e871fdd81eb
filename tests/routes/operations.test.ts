import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { eventHub } from "#app/features/outbox/event-hub.server.ts";
import { wakeHub } from "#app/lib/wake.server.ts";
import { loader as events } from "#app/routes/events.ts";
import { loader as metrics } from "#app/routes/metrics.ts";
import { loader as readyz } from "#app/routes/readyz.ts";
import { useDatabase } from "#tests/support/database.ts";
import { messagesOf, subjectIds } from "#tests/support/event-reader.ts";
import { addEvent } from "#tests/support/outbox.ts";
import { responseOf, routeArgs, signedIn } from "#tests/support/sign-in.ts";

const { db, pool } = useDatabase();

beforeAll(() => eventHub().tail.start());
afterAll(async () => {
  eventHub().close();
  await eventHub().tail.stop();
  await wakeHub().close();
});
afterEach(() => pool.query("delete from worker_heartbeats"));

const open = (path: string, cookie?: string) => responseOf(events(routeArgs(path, { cookie })));

async function firstBatch(response: Response) {
  for await (const message of messagesOf(response.body!))
    if (message.event === "batch") return subjectIds(message);
  throw new Error("the stream ended");
}

test("who is not signed in gets no events, and an unknown topic is a mistake", async () => {
  expect((await open("/events?topics=payments")).status).toBe(401);
  const { cookie } = await signedIn(db);
  expect((await open("/events?topics=payments,secrets", cookie)).status).toBe(400);
});

test("a student's stream carries what names them, unbuffered and uncached", async () => {
  const { id, cookie } = await signedIn(db);
  const stream = await open("/events?topics=payments", cookie);
  expect(Object.fromEntries(stream.headers)).toEqual({
    "content-type": "text/event-stream",
    "cache-control": "no-store, no-transform",
    "x-accel-buffering": "no",
  });
  const heard = firstBatch(stream);
  await addEvent(pool, { id: "someone else's", audience: ["usr_other"] });
  await addEvent(pool, { id: "theirs", audience: [id] });
  await addEvent(pool, { id: "theirs, another topic", topic: "users", audience: [id] });
  expect(await heard).toEqual(["theirs"]);
});

test("resumes after ?after=, and after Last-Event-ID before it", async () => {
  const { cookie } = await signedIn(db, "owner");
  const first = messagesOf((await open("/events?topics=exceptions", cookie)).body!);
  await addEvent(pool, { id: "one", topic: "exceptions" });
  let cursor = "";
  for await (const message of first)
    if (message.event === "batch") {
      cursor = message.id!;
      break;
    }
  await addEvent(pool, { id: "two", topic: "exceptions" });
  expect(await firstBatch(await open(`/events?topics=exceptions&after=${cursor}`, cookie))).toEqual(["two"]);
  const args = routeArgs("/events?topics=exceptions&after=nonsense", { cookie });
  args.request.headers.set("Last-Event-ID", cursor);
  expect(await firstBatch(await events(args))).toEqual(["two"]);
});

test("not ready without a worker's recent heartbeat; ready with one", async () => {
  expect((await readyz()).status).toBe(503);
  await pool.query(
    "insert into worker_heartbeats (worker_id, beat_at) values ('w', now() - interval '31 seconds')",
  );
  expect((await readyz()).status).toBe(503);
  await pool.query("update worker_heartbeats set beat_at = now()");
  const ready = await readyz();
  expect(ready.status).toBe(200);
  expect(await ready.json()).toEqual({
    ready: true,
    checks: { database: true, migrations: true, worker: true, serving: true },
  });
});

test("metrics are for this machine, and say what operators ask", async () => {
  const here = await responseOf(metrics(routeArgs("/metrics")));
  expect(here.status).toBe(200);
  const text = await here.text();
  for (const name of ["pool_connections", "event_streams", "outbox_horizon_age_seconds", "inbox_lag_seconds"])
    expect(text).toMatch(new RegExp(`^bursar_${name} [\\d.]+$`, "m"));
  const args = routeArgs("/metrics");
  const elsewhere = { ...args, context: { ...args.context, clientIp: "203.0.113.7" } };
  expect((await responseOf(metrics(elsewhere))).status).toBe(403);
  const proxied = routeArgs("/metrics");
  proxied.request.headers.set("X-Forwarded-For", "203.0.113.7");
  expect((await responseOf(metrics(proxied))).status).toBe(403);
});
