import { setTimeout as sleep } from "node:timers/promises";
import { log } from "#app/lib/logger.server.ts";

/**
 * Runs `work` again and again, `ms` after the last run ended, until the signal. A run that throws is logged and the
 * next one comes as usual. Resolves when the last run has ended.
 */
export async function every(
  ms: number,
  name: string,
  signal: AbortSignal,
  work: () => Promise<unknown>,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await work();
    } catch (error) {
      log.warn({ err: error, task: name }, "task failed; it runs again");
    }
    await sleep(ms, undefined, { signal }).catch(() => undefined);
  }
}
