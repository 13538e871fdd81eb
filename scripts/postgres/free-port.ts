import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/**
 * Where free ports are looked for: below what systems give to outgoing connections (Linux from 32,768, others from
 * 49,152). A port of theirs could be somebody's source port before the process it was picked for listens.
 */
export const FREE_PORTS = { from: 15_000, to: 32_000 };
const picked = new Set<number>();

/** Whether a server could listen there now. */
export function isPortFree(port: number, host = "127.0.0.1"): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** The preferred port if it is free, else a free one at random, never the same twice in one process. */
export async function freePort(preferred?: number, host = "127.0.0.1"): Promise<number> {
  if (preferred && (await isPortFree(preferred, host))) return preferred;
  for (let tries = 0; tries < 1_000; tries += 1) {
    const port = randomInt(FREE_PORTS.from, FREE_PORTS.to);
    if (picked.has(port)) continue;
    picked.add(port);
    if (await isPortFree(port, host)) return port;
  }
  throw new Error(`No free port found on ${host} between ${FREE_PORTS.from} and ${FREE_PORTS.to}.`);
}
