import { once } from "node:events";
import { createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { FREE_PORTS, freePort, isPortFree } from "#scripts/postgres/free-port.ts";

async function listenOn(port: number): Promise<void> {
  const server = createServer().listen(port, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
}

test("free ports are never given twice, lie in the range that is ours, and can be listened on", async () => {
  const ports: number[] = [];
  for (let at = 0; at < 300; at += 1) ports.push(await freePort());
  expect(new Set(ports).size).toBe(ports.length);
  expect(ports.filter((port) => port < FREE_PORTS.from || port >= FREE_PORTS.to)).toEqual([]);
  for (const port of ports.slice(0, 5)) await listenOn(port);
});

test("the preferred port is kept while it is free, and another is picked when somebody listens there", async () => {
  const port = await freePort();
  expect(await freePort(port)).toBe(port);
  await listenOn(port);
  expect(await isPortFree(port)).toBe(false);
  expect(await freePort(port)).not.toBe(port);
});
