import { resolve } from "node:path";
import type { TestProject } from "vitest/node";
import { createDb, createPool } from "#app/lib/db.server.ts";
import { freePort } from "#scripts/postgres/free-port.ts";
import { startTemporaryPostgres } from "#scripts/postgres/temporary.ts";
import { sandboxEnv } from "#scripts/sandbox/keys.ts";
import { launchChromium } from "#scripts/stage/chromium.ts";
import { ManagedProcess } from "#scripts/stage/managed-process.ts";
import { buildIfStale } from "#scripts/start/build.ts";
import type { ProcessName } from "#scripts/start/processes.ts";
import { claimRun, onDatabase, prepareTemplate } from "#tests/support/template.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** A running product for each of the browser tests' workers. */
    products: Product[];
    /** Where the one browser of all files listens. */
    browser: string;
  }
}

/** The product as it is deployed: built, with its worker, its sandbox and the demo school. */
export interface Product {
  webUrl: string;
  sandboxUrl: string;
  databaseUrl: string;
  sessionSecret: string;
}

type Undo = Array<() => Promise<void> | void>;

/** Once for all browser tests: a product for each worker, on ports and a database of its own, and one Chromium. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const undo: Undo = [];
  const tearDown = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    await buildIfStale(resolve(import.meta.dirname, "../../.."), { say: console.log });
    const browser = await launchChromium({ sparingly: true });
    undo.push(() => browser.close());
    const databases = await demoSchools(project.config.maxWorkers, undo);
    project.provide("products", await Promise.all(databases.map((url) => startProduct(url, undo))));
    project.provide("browser", browser.wsEndpoint());
    return tearDown;
  } catch (error) {
    await tearDown();
    throw error;
  }
}

async function startProduct(databaseUrl: string, undo: Undo): Promise<Product> {
  const [webPort, sandboxPort, smtpPort] = [await freePort(), await freePort(), await freePort()];
  const made = {
    webUrl: `http://127.0.0.1:${webPort}`,
    sandboxUrl: `http://127.0.0.1:${sandboxPort}`,
    databaseUrl,
    sessionSecret: "a-secret-of-the-browser-tests-0123456789",
  };
  const env: NodeJS.ProcessEnv = {
    NODE_ENV: "production",
    PATH: process.env.PATH,
    HOST: "127.0.0.1",
    PORT: String(webPort),
    APP_URL: made.webUrl,
    DATABASE_URL: databaseUrl,
    SESSION_SECRET: made.sessionSecret,
    LOG_LEVEL: "warn",
    SANDBOX_PORT: String(sandboxPort),
    SANDBOX_SMTP_PORT: String(smtpPort),
    SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
    SANDBOX_RETRY_MS: "100",
    ...sandboxEnv(made.sandboxUrl),
  };
  const start = async (name: ProcessName, url: string) => {
    const child = new ManagedProcess(name, { ...env, BURSAR_PROCESS: name }, () => answers(url));
    undo.push(async () => {
      await child.stop();
      // Whatever a process had to say above "info" belongs beside the failure it explains.
      if (child.tail.includes('"level":"error"')) console.error(`${name} logged:\n${child.tail}`);
    });
    await child.start();
  };
  await Promise.all([start("sandbox", `${made.sandboxUrl}/`), start("web", `${made.webUrl}/healthz`)]);
  // Ready means with a worker: its heartbeat is the last thing that is missing.
  await start("worker", `${made.webUrl}/readyz`);
  return made;
}

/** Databases with the demo school, dropped afterwards: on TEST_DATABASE_URL's server, or on one of our own. */
async function demoSchools(count: number, undo: Undo): Promise<string[]> {
  let server = process.env.TEST_DATABASE_URL;
  if (!server) {
    const own = await startTemporaryPostgres();
    undo.push(() => own.stop());
    server = own.url;
  }
  const runId = `browser${process.pid}`;
  const run = await claimRun(server, runId);
  undo.push(() => run.end());
  const names = Array.from({ length: count }, (_, at) => `bursar_test_${runId}_product${at + 1}`);
  undo.push(async () => {
    for (const name of names) await run.query(`drop database if exists ${name} with (force)`);
  });
  const [seeded, ...others] = names as [string, ...string[]];
  await run.query(`create database ${seeded} template ${await prepareTemplate(run, server)}`);
  const db = createDb(createPool(onDatabase(server, seeded), { max: 2, applicationName: seeded }));
  try {
    const { seedDemo } = await import("#db/seeds/demo.server.ts");
    await seedDemo(db);
  } finally {
    await db.destroy();
  }
  for (const name of others) await run.query(`create database ${name} template ${seeded}`);
  return names.map((name) => onDatabase(server, name));
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).status === 200;
  } catch (error) {
    // fetch's only rejection here: nobody listens yet.
    if (error instanceof TypeError) return false;
    throw error;
  }
}
