import { resolve } from "node:path";
import { buildIfStale } from "#scripts/start/build.ts";

/** Measurements run the built server: builds it first if it is stale. Progress goes to stderr. */
export async function ensureBuild(): Promise<void> {
  await buildIfStale(resolve(import.meta.dirname, "../.."), { say: (line) => console.error(line) });
}
