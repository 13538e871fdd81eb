import { setTimeout as sleep } from "node:timers/promises";
import { StartProblem } from "#scripts/start/start-problem.ts";

/** Resolves when this address answers 200. Throws StartProblem after `patience` ms, with its last answer. */
export async function waitUntilReady(
  url: string,
  options: { patience: number; signal: AbortSignal },
): Promise<void> {
  let last = "no answer";
  for (const deadline = Date.now() + options.patience; Date.now() < deadline; await sleep(50)) {
    options.signal.throwIfAborted();
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
      const text = await response.text();
      if (response.ok) return;
      last = `${response.status} ${text.slice(0, 500)}`;
    } catch (error) {
      last = ((error as Error).cause as Error | undefined)?.message ?? (error as Error).message;
    }
  }
  throw new StartProblem(`${url} is not ready after ${options.patience / 1000} s: ${last}`);
}
