import { setTimeout as sleep } from "node:timers/promises";
import { singleton } from "#app/lib/singleton.server.ts";

/** Milliseconds between two looks whether the way is free. */
const lookMs = 50;

/** Milliseconds without urgent work until the way counts as free: in a rush the next of it is always about to come. */
const quietMs = 250;

/** Lets work that can wait give way, within one process, to work that cannot. */
export class GiveWay {
  #urgent = 0;
  #quietSince = Number.NEGATIVE_INFINITY;

  /** Urgent work begins, and ends: once each. */
  begin(): void {
    this.#urgent += 1;
  }
  end(): void {
    this.#urgent -= 1;
    this.#quietSince = performance.now();
  }

  /** Until nothing urgent is under way, `mostMs` at most: what gives way is late, and never starved. */
  async wait(mostMs: number, signal: AbortSignal): Promise<void> {
    const until = performance.now() + mostMs;
    while (!this.#isQuiet() && performance.now() < until && !signal.aborted) await sleep(lookMs);
  }

  #isQuiet(): boolean {
    return this.#urgent === 0 && performance.now() - this.#quietSince >= quietMs;
  }
}

/** This process's: deliveries go before what follows from them. */
export const giveWay = (): GiveWay => singleton("give-way", () => new GiveWay());
