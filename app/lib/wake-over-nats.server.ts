import { randomUUID } from "node:crypto";
import type { NatsConnection } from "@nats-io/transport-node";
import { log } from "#app/lib/logger.server.ts";
import { type WakeBus, type WakeChannel, wakeChannels } from "#app/lib/wake-bus.server.ts";

const subject = (channel: WakeChannel) => `bursar.wake.${channel}`;

/** Hints over NATS core: fire and forget, which is all a hint needs. The client is loaded only when it is used. */
export function natsBus(servers: string): WakeBus {
  const self = randomUUID();
  const connection = connect(servers);
  let connected: NatsConnection | undefined;
  connection.then(
    (nats) => {
      connected = nats;
    },
    (error) => log.error({ err: error }, "event bus unreachable; polling instead"),
  );
  return {
    async send(channel) {
      // Until the bus is there hints are lost; nobody waits for them.
      connected?.publish(subject(channel), self);
    },
    listen(deliver) {
      void connection.then(
        (nats) => subscribe(nats, self, deliver),
        () => undefined,
      );
    },
    async close() {
      await connected?.drain();
    },
  };
}

function subscribe(nats: NatsConnection, self: string, deliver: (channel: WakeChannel) => void) {
  for (const channel of wakeChannels)
    nats.subscribe(subject(channel), {
      callback: (error, message) => {
        if (!error && message.string() !== self) deliver(channel);
      },
    });
  void redeliverAfterGaps(nats.status(), deliver);
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
