import { sql } from "kysely";
import { registerConsumer } from "#app/features/outbox/consume-events.server.ts";
import { rollUp, rollupsName } from "#app/features/reports/roll-up.server.ts";
import type { Db, Trx } from "#app/lib/db.server.ts";
import { log } from "#app/lib/logger.server.ts";

const names = ["payments", "enrollments"] as const;
type Name = (typeof names)[number];

/** Rows counted in one transaction: short enough to hold nobody up. */
const batchSize = 5_000;

/**
 * Counts every row once, batch after batch, where that has not been done for this zone: rows from before there were
 * events, or loaded around the product. Killed in between it goes on where it was; events may be consumed meanwhile.
 */
export async function buildRollups(
  db: Db,
  timeZone: string,
  signal?: AbortSignal,
  onCounted: (name: Name, counted: number) => void = () => undefined,
): Promise<void> {
  // From here on events name what changes; what is older is counted below.
  await registerConsumer(db, rollupsName);
  for (const name of names) {
    let counted = 0;
    for (let built = false; !built && !signal?.aborted; ) {
      const step = await db.transaction().execute((trx) => buildOn(trx, name, timeZone));
      counted += step.counted;
      onCounted(name, counted);
      built = step.built;
    }
    if (counted > 0) log.info({ rollup: name, counted }, "rollup built");
  }
}

/** Throws the sums away and counts everything anew. */
export async function rebuildRollups(
  db: Db,
  timeZone: string,
  onCounted?: (name: Name, counted: number) => void,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await rollUp(trx, timeZone, {});
    for (const name of names) await forget(trx, name);
  });
  await buildRollups(db, timeZone, undefined, onCounted);
}

/** The next batch. */
async function buildOn(trx: Trx, name: Name, timeZone: string): Promise<{ counted: number; built: boolean }> {
  await rollUp(trx, timeZone, {});
  const build = await trx.selectFrom("rollup_builds").selectAll().where("name", "=", name).executeTakeFirst();
  if (build && build.time_zone !== timeZone) await forget(trx, name);
  const going = build && build.time_zone === timeZone ? build : null;
  if (going?.built_at) return { counted: 0, built: true };
  const rows = await trx
    .selectFrom(name)
    .select("id")
    .where("id", ">", going?.after_id ?? "")
    .orderBy("id")
    .limit(batchSize)
    .execute();
  const ids = rows.map((row) => row.id);
  await rollUp(trx, timeZone, { [name]: ids });
  const values = {
    name,
    time_zone: timeZone,
    after_id: ids.at(-1) ?? going?.after_id ?? "",
    built_at: ids.length < batchSize ? sql<Date>`now()` : null,
  };
  await trx
    .insertInto("rollup_builds")
    .values(values)
    .onConflict((conflict) => conflict.column("name").doUpdateSet(values))
    .execute();
  return { counted: ids.length, built: ids.length < batchSize };
}

async function forget(trx: Trx, name: Name): Promise<void> {
  await trx.deleteFrom("rollup_builds").where("name", "=", name).execute();
  const tables =
    name === "payments" ? sql`payment_shares, payment_rollups` : sql`enrollment_shares, enrollment_rollups`;
  await sql`truncate ${tables}`.execute(trx);
}
