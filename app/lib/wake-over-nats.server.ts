import { randomUUID } from "node:crypto";
import { log } from "#app/lib/logger.server.ts";
import { type WakeBus, type WakeChannel, wakeChannels } from "#app/lib/wake-bus.server.ts";

const subject = (channel: WakeChannel) => `bursar.wake.${channel}`;

/** Hints over NATS core: fire and forget, which is all a hint needs. The client is loaded only when it is used. */
export function natsBus(servers: string): WakeBus {
  const self = randomUUID();
  const connection = connect(servers);
  return {
    async send(channel) {
      (await connection).publish(subject(channel), self);
    },
    listen(deliver) {
      connection.then(
        (nats) => {
          for (const channel of wakeChannels)
            nats.subscribe(subject(channel), {
              callback: (error, message) => {
                if (!error && message.string() !== self) deliver(channel);
              },
            });
          void redeliverAfterGaps(nats.status(), deliver);
        },
        (error) => log.error({ err: error }, "event bus unreachable; polling instead"),
      );
    },
    async close() {
      await (await connection).drain();
    },
  };
}

async function connect(servers: string) {
  const nats = await import("@nats-io/transport-node");
  return nats.connect({
    servers: servers.split(","),
    name: "bursar",
    maxReconnectAttempts: -1,
    waitOnFirstConnect: true,
  });
}

async function redeliverAfterGaps(
  statuses: AsyncIterable<{ type: string }>,
  deliver: (channel: WakeChannel) => void,
) {
  for await (const status of statuses) {
    if (status.type === "disconnect") log.warn("event bus connection lost; polling meanwhile");
    if (status.type === "reconnect") for (const channel of wakeChannels) deliver(channel);
  }
}
