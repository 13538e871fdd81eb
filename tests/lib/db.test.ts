import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { expect, test } from "vitest";
import { createPool } from "#app/lib/db.server.ts";
import { useDatabase } from "#tests/support/database.ts";

const { url } = useDatabase();

test("a database that vanishes without a word costs its open connections, not those made after it is back", async () => {
  const target = new URL(url);
  const opened: Socket[] = [];
  const between = createServer((client) => {
    const server = connect(Number(target.port), target.hostname);
    opened.push(client, server);
    client.pipe(server).pipe(client);
    for (const socket of [client, server]) socket.on("error", () => socket.destroy());
  }).listen(0, "127.0.0.1");
  await once(between, "listening");
  const through = new URL(url);
  through.hostname = "127.0.0.1";
  through.port = String((between.address() as AddressInfo).port);
  const pool = createPool(through.href, { max: 1, silenceMs: 500 });
  expect((await pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  for (const socket of opened.splice(0)) socket.unpipe().pause();
  await expect(pool.query("select 2")).rejects.toThrow("terminated");
  expect((await pool.query("select 3 as three")).rows).toEqual([{ three: 3 }]);
  await pool.end();
  between.close();
});
