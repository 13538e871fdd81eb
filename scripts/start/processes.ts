import { heapLimits } from "#scripts/heap-limits.mjs";

/** How long each process may take to finish what it is doing after SIGTERM, ms. */
const patience = { web: 15_000, worker: 15_000, sandbox: 5_000 };

export type ProcessName = keyof typeof patience;

/** glibc keeps a pool of memory for each thread; two for all of them save 10 MB a process. */
const environment = { MALLOC_ARENA_MAX: "2" };

/** Node's arguments, environment and patience for each process of a start; `sources` runs them unbuilt. */
export function processOf(
  name: ProcessName,
  options: { sources?: boolean } = {},
): { command: string[]; environment: Record<string, string>; patience: number } {
  const script = options.sources
    ? { web: "scripts/serve.ts", worker: "scripts/worker.ts", sandbox: "scripts/sandbox/main.ts" }
    : {
        web: "build/processes/serve.js",
        worker: "build/processes/worker.js",
        sandbox: "build/processes/sandbox.js",
      };
  const limits = { web: heapLimits.serve, worker: heapLimits.worker, sandbox: heapLimits.sandbox };
  return { command: [...(limits[name] ?? []), script[name]], environment, patience: patience[name] };
}
