import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { afterAll, expect, test } from "vitest";
import { createPool, isDatabaseAway, requestBounds, workBounds } from "#app/lib/db.server.ts";
import { useDatabase } from "#tests/support/database.ts";

const { url } = useDatabase();
const ends: Array<() => unknown> = [];
afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

/** The database behind a way that can fall silent: connections stay open, those made meanwhile too, and nothing comes. */
async function silenceable() {
  const opened: Array<[Socket, Socket]> = [];
  let silent = false;
  const join = (client: Socket, server: Socket) => client.pipe(server).pipe(client);
  const between = createServer((client) => {
    const server = connect(Number(new URL(url).port), new URL(url).hostname);
    opened.push([client, server]);
    for (const socket of [client, server]) socket.on("error", () => socket.destroy());
    client.on("close", () => server.destroy());
    if (!silent) join(client, server);
  }).listen(0, "127.0.0.1");
  await once(between, "listening");
  ends.push(() => {
    for (const sockets of opened) for (const socket of sockets) socket.destroy();
    between.close();
  });
  const through = new URL(url);
  through.hostname = "127.0.0.1";
  through.port = String((between.address() as AddressInfo).port);
  return {
    href: through.href,
    hush(which = opened) {
      for (const sockets of which) for (const socket of sockets) socket.unpipe().pause();
    },
    hushAll() {
      silent = true;
      this.hush();
    },
    speak() {
      silent = false;
      for (const [client, server] of opened) if (!client.destroyed) join(client, server);
    },
    opened,
  };
}

function poolAt(href: string, max: number, bounds: typeof workBounds) {
  const pool = createPool(href, { max, bounds });
  ends.push(() => pool.end());
  return pool;
}

test("a database that vanishes without a word costs its open connections, not those made after it is back", async () => {
  const way = await silenceable();
  const pool = poolAt(way.href, 1, { ...workBounds, silenceMs: 500 });
  expect((await pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  way.hush();
  await expect(pool.query("select 2")).rejects.toThrow("terminated");
  expect((await pool.query("select 3 as three")).rows).toEqual([{ three: 3 }]);
});

test("while the database hangs it is waited for once: whoever asks after that is refused at once, until it answers", async () => {
  const way = await silenceable();
  const pool = poolAt(way.href, 2, { ...requestBounds, silenceMs: 300, restMs: 1_500 });
  await pool.query("select 1");
  way.hushAll();
  await expect(pool.query("select 2")).rejects.toThrow("terminated");
  for (const asked of [pool.query("select 3"), pool.connect()]) {
    const refusal = await asked.catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: "ETIMEDOUT" });
    expect(isDatabaseAway(refusal)).toBe(true);
  }
  way.speak();
  await expect
    .poll(
      () =>
        pool.query("select 4 as four").then(
          ({ rows }) => rows,
          () => null,
        ),
      { timeout: 8_000 },
    )
    .toEqual([{ four: 4 }]);
});

test("one connection that hangs is given up alone: others are not refused for it", async () => {
  const way = await silenceable();
  const pool = poolAt(way.href, 2, { ...requestBounds, silenceMs: 300, restMs: 60_000 });
  const [hanging, other] = [await pool.connect(), await pool.connect()];
  way.hush(way.opened.slice(0, 1));
  let heard = true;
  const talk = (async () => {
    while (heard) await other.query("select 1");
  })();
  await expect(hanging.query("select 2")).rejects.toThrow("terminated");
  heard = false;
  await talk;
  hanging.release(true);
  other.release();
  expect((await pool.query("select 3 as three")).rows).toEqual([{ three: 3 }]);
});
