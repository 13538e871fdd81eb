import { AsyncLocalStorage } from "node:async_hooks";
import { singleton } from "#app/lib/singleton.server.ts";

export interface QueryTally {
  queries: number;
  queryMs: number;
}

const current = singleton("query-tally", () => new AsyncLocalStorage<QueryTally>());

/** Does `work` and counts into `tally` what it asks of the database, and how long it waited. */
export const tallyQueries = <T>(tally: QueryTally, work: () => T): T => current.run(tally, work);

/** Called for each query that ended. */
export function noteQuery(ms: number): void {
  const tally = current.getStore();
  if (!tally) return;
  tally.queries++;
  tally.queryMs += ms;
}
