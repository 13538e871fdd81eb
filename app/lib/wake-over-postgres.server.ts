import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { databaseErrorCode, pool } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { log } from "#app/lib/logger.server.ts";
import { type WakeBus, type WakeChannel, wakeChannels } from "#app/lib/wake-bus.server.ts";

/** What a bus over PostgreSQL works with: the pool that sends, the address its one listening connection opens. */
export interface PostgresBusOptions {
  sendThrough: () => Pick<pg.Pool, "query">;
  listenAt: () => string;
}

const ownDatabase: PostgresBusOptions = { sendThrough: pool, listenAt: () => env().DATABASE_URL };

/** A hint that a crash forgets is no loss: it waits for no disk, nor does its lock keep the next one waiting for it. */
const notify = "select set_config('synchronous_commit', 'off', true), pg_notify('bursar_wake', $1)";

/**
 * Hints by NOTIFY, sent on a pooled connection outside any transaction: inside one it takes a lock through commit
 * and ends group commit across the database (412 commits a second against 3,516).
 */
export function postgresBus(options: PostgresBusOptions = ownDatabase): WakeBus {
  const sender = randomUUID();
  const closing = new AbortController();
  let listening: Promise<void> | undefined;
  return {
    async send(channel) {
      await options.sendThrough().query(notify, [`${channel}:${sender}`]);
    },
    listen(deliver) {
      listening ??= keepListening(options.listenAt(), sender, deliver, closing.signal);
    },
    async close() {
      closing.abort();
      await listening;
    },
  };
}

/** One connection, opened again with growing pauses for as long as the process lives. */
async function keepListening(
  address: string,
  self: string,
  deliver: (channel: WakeChannel) => void,
  signal: AbortSignal,
) {
  let failures = 0;
  while (!signal.aborted) {
    const client = new pg.Client({
      connectionString: address,
      application_name: "bursar-listen",
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    });
    const ended = new Promise<unknown>((resolve) => {
      client.on("error", resolve);
      client.on("end", () => resolve(undefined));
      signal.addEventListener("abort", () => resolve(undefined), { once: true });
    });
    client.on("notification", ({ payload }) => {
      const [channel, sender] = (payload ?? "").split(":");
      if (sender !== self && isChannel(channel)) deliver(channel);
    });
    try {
      await client.connect();
      await client.query("listen bursar_wake");
      failures = 0;
      for (const channel of wakeChannels) deliver(channel);
      await ended;
    } catch (error) {
      log.warn({ code: databaseErrorCode(error) }, "cannot listen for wake-up hints; polling meanwhile");
    }
    await client.end().catch((error) => log.debug({ code: databaseErrorCode(error) }, "listener was gone"));
    if (!signal.aborted) await delay(pauseMs(failures++), undefined, { signal, ref: false }).catch(isAbort);
  }
}

/** 0.1 s, doubling to 5 s, with jitter so that processes do not return at once. */
function pauseMs(failures: number): number {
  return Math.min(5_000, 100 * 2 ** failures) * (0.5 + Math.random() / 2);
}

function isChannel(text: string | undefined): text is WakeChannel {
  return (wakeChannels as readonly (string | undefined)[]).includes(text);
}

function isAbort(error: unknown) {
  if ((error as Error).name !== "AbortError") throw error;
}
