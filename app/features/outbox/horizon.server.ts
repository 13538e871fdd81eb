import { sql } from "kysely";
import type { Db } from "#app/lib/db.server.ts";
import { log } from "#app/lib/logger.server.ts";

/** Seconds one transaction may hold back every later event before it is worth a warning. */
const warnAfterSeconds = 5;

/** What one snapshot says of the horizon. */
export interface HorizonSeen {
  xmin: bigint;
  /** A transaction is running that has not ended: it holds the horizon where it is. */
  held: boolean;
}

export interface HorizonRow {
  xmin_text: string;
  held: boolean;
}

/** The horizon of a `snapshot` in the statement's from list. */
export const horizonColumns = sql`pg_snapshot_xmin(snapshot)::text as xmin_text,
  pg_snapshot_xmin(snapshot) < pg_snapshot_xmax(snapshot) as held`;

export const horizonOf = (row: HorizonRow): HorizonSeen => ({ xmin: BigInt(row.xmin_text), held: row.held });

/** The oldest transaction still running: no reader of the outbox gets past it. */
export class Horizon {
  #xmin = 0n;
  /** Since when the same unfinished transaction has been the oldest, by performance.now(). */
  #heldSince: number | undefined;
  #warned = false;

  /** Looks now. */
  async watch(db: Db): Promise<{ xmin: bigint }> {
    const { rows } =
      await sql<HorizonRow>`select ${horizonColumns} from pg_current_snapshot() as snapshot`.execute(db);
    return this.note(horizonOf(rows[0]!));
  }

  /** Remembers how long the horizon has stood still, and warns once for each transaction that holds it. */
  note({ xmin, held }: HorizonSeen): { xmin: bigint } {
    if (!held) this.#heldSince = undefined;
    else if (xmin !== this.#xmin || this.#heldSince === undefined) this.#heldSince = performance.now();
    this.#xmin = xmin;
    const age = this.ageSeconds;
    if (age > warnAfterSeconds && !this.#warned)
      log.warn({ xid: String(xmin), seconds: Math.round(age) }, "a long transaction holds back live events");
    this.#warned = age > warnAfterSeconds;
    return { xmin };
  }

  /** How long the oldest transaction has been seen running, seconds; 0 when none is. */
  get ageSeconds(): number {
    return this.#heldSince === undefined ? 0 : (performance.now() - this.#heldSince) / 1000;
  }
}
