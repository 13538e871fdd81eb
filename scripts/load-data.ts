import { parseArgs } from "node:util";
import { loadSchool } from "#scripts/load-data/load-school.ts";
import { LoadRefused, refuseUnlessSafe } from "#scripts/load-data/refuse-unless-safe.ts";
import { dataDirOf } from "#scripts/start/data-dir.ts";
import { prepareDatabase } from "#scripts/start/prepare-database.ts";
import { findRunning } from "#scripts/start/running.ts";

// `npm run load-data -- --payments 1000000`: a big made-up school, whose books agree to the last piastre.
const usage = `Usage: npm run load-data -- [--payments N] [--users N] [--enrollments N] [--force]

Fills an empty local database (DATABASE_URL, or that of the \`npm start\` that is running with BURSAR_DEMO=0) with students,
payments and their evidence, deliveries, ledger and seats. Refuses a database on another machine, or with anybody in it,
unless --force.`;

try {
  await main();
} catch (error) {
  if (!(error instanceof LoadRefused)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      payments: { type: "string", default: "1000000" },
      users: { type: "string", default: "300000" },
      enrollments: { type: "string", default: "1000000" },
      force: { type: "boolean", default: false },
      help: { type: "boolean" },
    },
  });
  if (values.help) return console.log(usage);
  const size = {
    payments: count("payments", values.payments),
    users: count("users", values.users),
    enrollments: count("enrollments", values.enrollments),
  };
  const url = process.env.DATABASE_URL || findRunning(dataDirOf(process.env))?.databaseUrl;
  if (!url) throw new LoadRefused(`No database: set DATABASE_URL, or start one with npm start.\n\n${usage}`);
  if (!values.force) refuseUnlessSafe.local(url);
  await prepareDatabase(url, { demo: false });
  if (!values.force) await refuseUnlessSafe.empty(url);
  const began = performance.now();
  await loadSchool(url, size, (line) =>
    console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${line}`),
  );
}

function count(name: string, text: string): number {
  const value = Number(text.replaceAll("_", ""));
  if (Number.isInteger(value) && value >= 1 && value <= 50_000_000) return value;
  throw new LoadRefused(`--${name} must be a whole number from 1 to 50,000,000, not "${text}".`);
}
