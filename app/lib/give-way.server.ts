import { setTimeout as sleep } from "node:timers/promises";
import { singleton } from "#app/lib/singleton.server.ts";

/** Milliseconds between two looks whether the way is free. */
const lookMs = 50;

/** Lets work that can wait give way, within one process, to work that cannot. */
export class GiveWay {
  #urgent = 0;

  /** Urgent work begins; call what is returned when it is done. */
  begin(): () => void {
    this.#urgent += 1;
    return () => {
      this.#urgent -= 1;
    };
  }

  /** Until nothing urgent is under way, `mostMs` at most: what gives way is late, and never starved. */
  async wait(mostMs: number, signal: AbortSignal): Promise<void> {
    const until = performance.now() + mostMs;
    while (this.#urgent > 0 && performance.now() < until && !signal.aborted) await sleep(lookMs);
  }
}

/** This process's: deliveries go before what follows from them. */
export const giveWay = (): GiveWay => singleton("give-way", () => new GiveWay());
