import { dataDirOf } from "#scripts/start/data-dir.ts";
import { findRunning } from "#scripts/start/running.ts";

// `npm run migrate`: DATABASE_URL, or the embedded database of a start that is running.
const url = process.env.DATABASE_URL || findRunning(dataDirOf(process.env))?.databaseUrl;
if (!url) {
  console.error(
    "Set DATABASE_URL to the database to migrate. (`npm start` migrates its embedded database by itself.)",
  );
  process.exit(1);
}
const { prepareDatabase } = await import("#scripts/start/prepare-database.ts");
try {
  const { migrations } = await prepareDatabase(url, { demo: false });
  console.log(migrations.length > 0 ? `Migrated: ${migrations.join(", ")}` : "The database is up to date.");
} catch (error) {
  console.error(`The migration failed: ${(error as Error).message}`);
  process.exit(1);
}
