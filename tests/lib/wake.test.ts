import { setTimeout as delay } from "node:timers/promises";
import { afterEach, expect, test, vi } from "vitest";
import { WakeHub } from "#app/lib/wake.server.ts";
import type { WakeBus, WakeChannel } from "#app/lib/wake-bus.server.ts";
import { postgresBus } from "#app/lib/wake-over-postgres.server.ts";
import { useDatabase } from "#tests/support/database.ts";

const { pool, url } = useDatabase();
const hubs: WakeHub[] = [];

afterEach(() => Promise.all(hubs.splice(0).map((hub) => hub.close())));

function hubOver(bus: () => WakeBus) {
  const hub = new WakeHub(bus);
  hubs.push(hub);
  return hub;
}

const overPostgres = () => hubOver(() => postgresBus({ sendThrough: () => pool, listenAt: () => url }));

async function listenersAtTheDatabase(count: number) {
  await vi.waitFor(async () => {
    const { rows } = await pool.query(
      "select pid from pg_stat_activity where datname = current_database() and query = 'listen bursar_wake'",
    );
    expect(rows).toHaveLength(count);
  }, 10_000);
}

test("a hint reaches its own process's listeners and the other processes', on its channel only", async () => {
  const [here, there] = [overPostgres(), overPostgres()];
  const heard = { here: vi.fn(), there: vi.fn(), inbox: vi.fn() };
  here.onWake("outbox", heard.here);
  there.onWake("outbox", heard.there);
  there.onWake("inbox", heard.inbox);
  await listenersAtTheDatabase(2);
  await vi.waitFor(() => expect(heard.inbox).toHaveBeenCalledOnce());
  heard.there.mockClear();
  here.wake("outbox");
  await vi.waitFor(() => expect(heard.there).toHaveBeenCalledOnce());
  expect(heard.here).toHaveBeenCalled();
  expect(heard.inbox).toHaveBeenCalledOnce();
});

test("a listener whose connection is cut listens again, and is woken for what it may have missed", async () => {
  const hub = overPostgres();
  const heard = vi.fn();
  hub.onWake("inbox", heard);
  await listenersAtTheDatabase(1);
  await vi.waitFor(() => expect(heard).toHaveBeenCalledOnce());
  await pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query = 'listen bursar_wake'",
  );
  await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(2), 10_000);
});

test("a hint waits for no disk, and what else the connection commits still does", async () => {
  const client = await pool.connect();
  try {
    await client.query("set synchronous_commit = on");
    const setting = async () => (await client.query("show synchronous_commit")).rows[0].synchronous_commit;
    await client.query("begin");
    await postgresBus({ sendThrough: () => client, listenAt: () => url }).send("outbox");
    expect(await setting()).toBe("off");
    await client.query("commit");
    expect(await setting()).toBe("on");
  } finally {
    client.release(true);
  }
});

test("a burst is one hint; what comes after it becomes another, however often it comes", async () => {
  const sent: WakeChannel[] = [];
  const bus = {
    send: async (channel: WakeChannel) => void sent.push(channel),
    listen: vi.fn(),
    close: vi.fn(),
  };
  const hub = hubOver(() => bus);
  const burst = () => {
    for (let i = 0; i < 1_000; i++) hub.wake("outbox");
  };
  burst();
  // Long enough for another to have followed.
  await delay(100);
  expect(sent).toEqual(["outbox"]);
  burst();
  await vi.waitFor(() => expect(sent).toHaveLength(2));
  burst();
  burst();
  await delay(100);
  expect(sent).toHaveLength(3);
  expect(bus.listen).not.toHaveBeenCalled();
});

test("a bus that fails neither throws nor stops the next hint", async () => {
  const send = vi.fn().mockRejectedValueOnce(new Error("down")).mockResolvedValue(undefined);
  const hub = hubOver(() => ({ send, listen: () => undefined, close: async () => undefined }));
  const heard = vi.fn();
  hub.onWake("inbox", heard);
  hub.wake("inbox");
  await vi.waitFor(() => expect(heard).toHaveBeenCalledOnce());
  await vi.waitFor(() => {
    hub.wake("inbox");
    expect(send.mock.calls.length).toBeGreaterThan(1);
  });
});
