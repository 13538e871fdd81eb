import { randomBytes } from "node:crypto";
import type { TestProject } from "vitest/node";
import { claimRun, prepareTemplate } from "#tests/support/template.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** The PostgreSQL server of this run, as a superuser of any of its databases. */
    databaseServer: string;
    databaseTemplate: string;
    databaseRun: string;
  }
}

/** Once a run: a PostgreSQL server (TEST_DATABASE_URL, or an embedded one of our own) with a migrated template. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const server = process.env.TEST_DATABASE_URL
    ? { url: process.env.TEST_DATABASE_URL, stop: async () => undefined }
    : await startTemporaryServer();
  const runId = randomBytes(6).toString("hex");
  try {
    const run = await claimRun(server.url, runId);
    project.provide("databaseServer", server.url);
    project.provide("databaseTemplate", await prepareTemplate(run, server.url));
    project.provide("databaseRun", runId);
    return async () => {
      await run.end();
      await server.stop();
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function startTemporaryServer() {
  const { startTemporaryPostgres } = await import("#scripts/postgres/temporary.ts");
  return startTemporaryPostgres();
}
