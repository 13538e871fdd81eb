import { EventEmitter } from "node:events";
import { setTimeout as delay, setImmediate as turn } from "node:timers/promises";
import { databaseErrorCode } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { log } from "#app/lib/logger.server.ts";
import { singleton } from "#app/lib/singleton.server.ts";
import type { WakeBus, WakeChannel } from "#app/lib/wake-bus.server.ts";
import { natsBus } from "#app/lib/wake-over-nats.server.ts";
import { postgresBus } from "#app/lib/wake-over-postgres.server.ts";

/** Milliseconds between two hints of one channel from one process. In a rush the inbox is claimed no oftener than this. */
const spacingMs: Record<WakeChannel, number> = { inbox: 60, outbox: 20, bulk: 20 };

/** Sends hints through a bus and to listeners in this process, which need not wait for the round trip. */
export class WakeHub {
  readonly #local = new EventEmitter().setMaxListeners(0);
  /** Channels whose last hint is younger than the spacing; true when another is owed. */
  readonly #owed = new Map<WakeChannel, boolean>();
  readonly #makeBus: () => WakeBus;
  #bus: WakeBus | undefined;
  #listening = false;

  constructor(makeBus: () => WakeBus) {
    this.#makeBus = makeBus;
  }

  wake(channel: WakeChannel): void {
    if (this.#owed.has(channel)) this.#owed.set(channel, true);
    else void this.#send(channel);
  }

  onWake(channel: WakeChannel, fn: () => void): () => void {
    this.#bus ??= this.#makeBus();
    if (!this.#listening) this.#bus.listen((heard) => void this.#local.emit(heard));
    this.#listening = true;
    this.#local.on(channel, fn);
    return () => void this.#local.off(channel, fn);
  }

  async close(): Promise<void> {
    this.#local.removeAllListeners();
    await this.#bus?.close();
  }

  async #send(channel: WakeChannel) {
    this.#owed.set(channel, false);
    // A batch that is done wakes once for each of its items: this hint comes after all of them.
    await turn();
    this.#owed.set(channel, false);
    this.#local.emit(channel);
    const spaced = delay(spacingMs[channel], undefined, { ref: false });
    try {
      this.#bus ??= this.#makeBus();
      await this.#bus.send(channel);
    } catch (error) {
      log.debug({ channel, code: databaseErrorCode(error) }, "wake-up hint not sent");
    }
    await spaced;
    const again = this.#owed.get(channel);
    this.#owed.delete(channel);
    if (again) void this.#send(channel);
  }
}

/** This process's hub: over NATS when EVENT_BUS_URL is set, else over PostgreSQL. */
export function wakeHub(): WakeHub {
  return singleton("wake-hub", () => {
    const makeBus = () => (env().EVENT_BUS_URL ? natsBus(env().EVENT_BUS_URL!) : postgresBus());
    return new WakeHub(makeBus);
  });
}

/** Tells whoever waits for this channel to look now. Call it after commit; it neither waits nor throws. */
export function wake(channel: WakeChannel): void {
  wakeHub().wake(channel);
}

/** Calls `fn` after each hint, from any process. The returned function stops that. */
export function onWake(channel: WakeChannel, fn: () => void): () => void {
  return wakeHub().onWake(channel, fn);
}
