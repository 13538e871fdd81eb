import { sql } from "kysely";
import type { Db } from "#app/lib/db.server.ts";
import { log } from "#app/lib/logger.server.ts";

/** Seconds one transaction may hold back every later event before it is worth a warning. */
const warnAfterSeconds = 5;

/** The oldest transaction still running: no reader of the outbox gets past it. */
export class Horizon {
  #xmin = 0n;
  /** Since when the same unfinished transaction has been the oldest, by performance.now(). */
  #heldSince: number | undefined;
  #warned = false;

  /** Looks now. Remembers how long the horizon has stood still, and warns once for each transaction that holds it. */
  async watch(db: Db): Promise<{ xmin: bigint }> {
    const { rows } = await sql<{ xmin: string; held: boolean }>`
      select pg_snapshot_xmin(snapshot)::text as xmin, pg_snapshot_xmin(snapshot) < pg_snapshot_xmax(snapshot) as held
      from pg_current_snapshot() as snapshot`.execute(db);
    const xmin = BigInt(rows[0]!.xmin);
    if (!rows[0]!.held) this.#heldSince = undefined;
    else if (xmin !== this.#xmin || this.#heldSince === undefined) this.#heldSince = performance.now();
    this.#xmin = xmin;
    const age = this.ageSeconds;
    if (age > warnAfterSeconds && !this.#warned)
      log.warn({ xid: String(xmin), seconds: Math.round(age) }, "a long transaction holds back live events");
    this.#warned = age > warnAfterSeconds;
    return { xmin };
  }

  /** The horizon at the last look. */
  get xmin(): bigint {
    return this.#xmin;
  }

  /** How long the oldest transaction has been seen running, seconds; 0 when none is. */
  get ageSeconds(): number {
    return this.#heldSince === undefined ? 0 : (performance.now() - this.#heldSince) / 1000;
  }
}
