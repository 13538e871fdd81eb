import { rebuildRollups } from "#app/features/reports/build-rollups.server.ts";
import { createDb, createPool } from "#app/lib/db.server.ts";
import { readTimeZone } from "#app/lib/env.server.ts";
import { log } from "#app/lib/logger.server.ts";
import { dataDirOf } from "#scripts/start/data-dir.ts";
import { findRunning } from "#scripts/start/running.ts";

// `npm run rebuild-rollups`: counts the overview's daily sums anew from every payment and enrollment. Stopped half-way,
// the next worker goes on; until it is done the overview says that its sums are too small.
const url = process.env.DATABASE_URL || findRunning(dataDirOf(process.env))?.databaseUrl;
if (!url) {
  console.error("Set DATABASE_URL to the database whose sums to count, or start it with `npm start`.");
  process.exit(1);
}
log.level = "silent";
const db = createDb(createPool(url, { max: 2, applicationName: "bursar-rebuild-rollups" }));
const began = performance.now();
let said = 0;
try {
  await rebuildRollups(db, readTimeZone(process.env), (name, counted) => {
    if (counted - said >= 100_000 || counted < said) console.log(`${counted.toLocaleString("en")} ${name}`);
    else return;
    said = counted;
  });
  console.log(`Counted anew in ${((performance.now() - began) / 1000).toFixed(1)} s.`);
} catch (error) {
  console.error(`The sums could not be counted: ${(error as Error).message}. The next worker goes on.`);
  process.exitCode = 1;
} finally {
  await db.destroy();
}
