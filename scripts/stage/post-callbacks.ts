import { Agent, request } from "node:http";
import type { SignedCallback } from "#scripts/stage/paymob-callback.ts";

export interface Posted {
  /** Answers by status; 0 counts broken connections. */
  statuses: Map<number, number>;
  /** Milliseconds each answered one took. */
  latencies: number[];
  seconds: number;
}

/**
 * Posts callbacks to a loopback server over `connections` kept-alive connections. With `retry`, whatever is not a 200
 * (or a 401 that was meant) is sent again, as gateways do, at most 200 times each.
 */
export async function postCallbacks(
  origin: string,
  callbacks: readonly SignedCallback[],
  options: { connections: number; retry?: boolean },
): Promise<Posted> {
  const url = new URL(origin);
  if (!["127.0.0.1", "localhost", "[::1]"].includes(url.hostname)) throw new Error("loopback only");
  const agent = new Agent({ keepAlive: true, maxSockets: options.connections, scheduling: "fifo" });
  const posted: Posted = { statuses: new Map(), latencies: [], seconds: 0 };
  const count = (status: number) => posted.statuses.set(status, (posted.statuses.get(status) ?? 0) + 1);
  let next = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: options.connections }, async () => {
      while (next < callbacks.length) {
        const callback = callbacks[next++]!;
        for (let tries = 0; tries < 200; tries++) {
          const sent = performance.now();
          const status = await postOne(url, agent, callback);
          count(status);
          if (status > 0) posted.latencies.push(performance.now() - sent);
          if (!options.retry || status === 200 || (status >= 400 && status < 500)) break;
          await new Promise((resolve) => setTimeout(resolve, Math.min(50 * (tries + 1), 500)));
        }
      }
    }),
  );
  posted.seconds = (performance.now() - began) / 1000;
  agent.destroy();
  return posted;
}

/** Posts one callback; its status, or 0 when the connection broke before an answer. */
export function postOne(url: URL, agent: Agent, callback: SignedCallback): Promise<number> {
  return new Promise((resolve) => {
    const outgoing = request(
      {
        agent,
        host: url.hostname,
        port: url.port,
        path: callback.path,
        method: "POST",
        headers: { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(callback.body) },
      },
      (answer) => {
        answer.resume();
        answer.on("end", () => resolve(answer.statusCode ?? 0)).on("error", () => resolve(0));
      },
    );
    outgoing.on("error", () => resolve(0)).setTimeout(15_000, () => outgoing.destroy());
    outgoing.end(callback.body);
  });
}
