import { heapLimits } from "#scripts/heap-limits.mjs";

/** How long each process may take to finish what it is doing after SIGTERM, ms. */
const patience = { web: 15_000, worker: 15_000, sandbox: 5_000 };

export type ProcessName = keyof typeof patience;

/** Node's arguments and patience for each process of a start. */
export function processOf(name: ProcessName): { command: string[]; patience: number } {
  const script = { web: "scripts/serve.ts", worker: "scripts/worker.ts", sandbox: "scripts/sandbox/main.ts" };
  const limits = { web: heapLimits.serve, worker: heapLimits.worker, sandbox: heapLimits.sandbox };
  return { command: [...(limits[name] ?? []), script[name]], patience: patience[name] };
}
