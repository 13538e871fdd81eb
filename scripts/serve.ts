import { createServer, type RequestListener } from "node:http";
import { forgetUser } from "#app/auth/session-store.server.ts";
import { eventHub } from "#app/features/outbox/event-hub.server.ts";
import { recordLag } from "#app/features/performance/record.server.ts";
import { writeDownPerformance } from "#app/features/performance/write-down.server.ts";
import { createApp } from "#app/http/create-app.server.ts";
import { AddressError, closeServer, listen } from "#app/http/listen.server.ts";
import { developmentBuild, productionBuild } from "#app/http/load-build.server.ts";
import { db, pool, requestBounds } from "#app/lib/db.server.ts";
import { EnvError, env } from "#app/lib/env.server.ts";
import { every } from "#app/lib/every.server.ts";
import { log } from "#app/lib/logger.server.ts";
import { wakeHub } from "#app/lib/wake.server.ts";

/** How long requests in flight may take to finish at shutdown, milliseconds. */
const graceMs = 10_000;

try {
  await serve();
} catch (error) {
  if (!(error instanceof EnvError || error instanceof AddressError)) throw error;
  console.error(error.message);
  process.exit(1);
}

/** The web process: `npm run serve` after a build, or with BURSAR_DEV=1 straight from the sources. */
async function serve() {
  const { HOST, PORT } = env();
  pool(requestBounds);
  let handle: RequestListener = (_req, res) => res.writeHead(503, { "Retry-After": "1" }).end();
  const server = createServer({ keepAliveTimeout: 65_000, requestTimeout: 30_000 }, (req, res) =>
    handle(req, res),
  );
  const development = process.env.BURSAR_DEV === "1";
  const source = await (development ? developmentBuild(server) : productionBuild("build"));
  handle = createApp({ env: env(), ...source });
  const port = await listen(server, HOST, PORT);
  log.info({ port, host: HOST, development }, "web server ready");
  const hub = eventHub();
  // Rights, names and languages are the new ones as soon as this process hears of them.
  hub.tail.subscribe(
    (events) => {
      for (const { topic, subject, at } of events) {
        if (topic === "users" && subject.type === "user") forgetUser(subject.id);
        recordLag("event", Date.now() - at.getTime());
      }
    },
    () => undefined,
  );
  const stopped = new AbortController();
  const writingDown = every(60_000, "performance", stopped.signal, () => writeDownPerformance(db()));
  void hub.tail.start();

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    const finished = await closeServer(server, () => hub.close(), graceMs);
    await source.close();
    stopped.abort();
    await writingDown;
    // What the last minute measured is worth a try, not a crash.
    await writeDownPerformance(db()).catch((error: unknown) => log.warn({ err: error }, "figures given up"));
    await hub.tail.stop();
    await wakeHub().close();
    await pool().end();
    log.info({ finished }, "web server stopped");
    process.exit(0);
  };
  process.on("SIGTERM", stop).on("SIGINT", stop);
}
