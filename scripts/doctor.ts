import type { Env } from "#app/lib/env.server.ts";
import { type Finding, reportLine, well, wrong } from "#scripts/doctor/finding.ts";
import { sandboxEnv } from "#scripts/sandbox/keys.ts";
import { dataDirOf } from "#scripts/start/data-dir.ts";
import { findRunning } from "#scripts/start/running.ts";
import { childEnv, readSettings } from "#scripts/start/settings.ts";

// `npm run doctor`: checks this deployment, or the `npm start` that runs from this data folder. Exit 1 if a check fails.
process.env.LOG_LEVEL = "silent";
const { EnvError, readEnv } = await import("#app/lib/env.server.ts");
const findings: Finding[] = [];
const report = (found: Finding[]) => {
  for (const one of found) console.log(reportLine(one));
  findings.push(...found);
};

const source = await environmentOfWhatRuns();
const env = checkEnvironment(source);
if (env) {
  const { createDb, createPool } = await import("#app/lib/db.server.ts");
  const { checkAddresses } = await import("#scripts/doctor/check-addresses.ts");
  const { checkDatabase } = await import("#scripts/doctor/check-database.ts");
  const { checkGateways } = await import("#scripts/doctor/check-gateways.ts");
  const { checkJobs, checkMail } = await import("#scripts/doctor/check-jobs.ts");
  const db = createDb(createPool(env.DATABASE_URL, { max: 2, applicationName: "bursar-doctor" }));
  report(await checkDatabase(db));
  report([await checkJobs(db)]);
  await db.destroy();
  report([await checkMail(env)]);
  report(await checkGateways(env));
  const sandbox =
    new URL(env.PAYMOB_BASE_URL ?? env.IKHOKHA_BASE_URL ?? env.APP_URL).hostname === "127.0.0.1";
  report(await checkAddresses(env, { sandbox }));
}
const failed = findings.filter((one) => !one.ok).length;
console.log(failed === 0 ? "\nAll well." : `\n${failed} of ${findings.length} checks failed.`);
process.exit(failed === 0 ? 0 : 1);

/** A running `npm start` knows its own addresses; otherwise the environment must say everything itself. */
async function environmentOfWhatRuns(): Promise<NodeJS.ProcessEnv> {
  const dataDir = dataDirOf(process.env);
  const running = process.env.DATABASE_URL ? null : findRunning(dataDir);
  if (!running?.databaseUrl) return process.env;
  const given = { ...process.env, APP_URL: running.url, DATABASE_URL: "" };
  const settings = await readSettings(given, dataDir);
  const complete = childEnv(given, settings, { databaseUrl: running.databaseUrl, development: false });
  const sandbox = running.sandboxUrl ? sandboxEnv(running.sandboxUrl) : {};
  return { ...complete, ...sandbox, ...(running.smtpUrl && { SMTP_URL: running.smtpUrl }) };
}

function checkEnvironment(source: NodeJS.ProcessEnv): Env | null {
  try {
    const env = readEnv(source);
    report([well("environment", "complete")]);
    return env;
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    const problems = error.message
      .split("\n")
      .slice(1)
      .map((line) => line.trim());
    report(problems.map((problem) => wrong("environment", problem)));
    return null;
  }
}
