import { setTimeout as delay } from "node:timers/promises";
import { EventHub } from "#app/features/outbox/event-hub.server.ts";
import { eventStream } from "#app/features/outbox/event-stream.server.ts";
import type { OutboxTail } from "#app/features/outbox/tail.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { serveRoutes } from "#tests/support/web-server.ts";

/** Opens six streams through the real server, collects garbage, closes them, and prints what is left. */
const position = { epoch: "test", xid: 1n, seq: 0 };
const quietTail = {
  position,
  start: async () => undefined,
  subscribe: () => () => undefined,
  keptAfter: () => [],
  horizon: { watch: async () => ({ xmin: 2n }) },
} as unknown as OutboxTail;
const hub = new EventHub(quietTail);

const { origin } = await serveRoutes({
  root: {},
  "routes/events": {
    loader: ({ context }: { context: { signal: AbortSignal } }) =>
      new Response(
        eventStream({
          db: undefined as unknown as Db,
          hub,
          audience: { key: "all", sees: () => true },
          after: null,
          signal: context.signal,
          stillAllowed: async () => true,
        }),
        { headers: { "Content-Type": "text/event-stream" } },
      ),
  },
});

const clients = await Promise.all(
  Array.from({ length: 6 }, async () => {
    const controller = new AbortController();
    const answer = await fetch(`${origin}/events`, { signal: controller.signal });
    await answer.body!.getReader().read();
    return controller;
  }),
);
const opened = hub.size;
for (let round = 0; round < 5; round++) {
  globalThis.gc!();
  await delay(10);
}
for (const client of clients) client.abort();
for (let waited = 0; hub.size > 0 && waited < 5_000; waited += 10) await delay(10);
console.log(JSON.stringify({ opened, leftAfterClosing: hub.size, groupsLeft: hub.groups }));
process.exit(0);
