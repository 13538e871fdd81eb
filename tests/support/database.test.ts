import pg from "pg";
import { expect, inject, test } from "vitest";
import { db as processDb } from "#app/lib/db.server.ts";
import { useDatabase } from "#tests/support/database.ts";
import { claimRun, onDatabase, prepareTemplate, templateName } from "#tests/support/template.ts";

const { db, url } = useDatabase();

test("a test file has a migrated, empty database of its own", async () => {
  expect(await db.selectFrom("payments").selectAll().execute()).toEqual([]);
  expect(new URL(url).pathname).toMatch(/^\/bursar_test_/);
});

test("the process-wide database is the file's own", () => {
  expect(processDb()).toBe(db);
});

test("two runs at once agree on one template", async () => {
  const server = inject("databaseServer");
  const runs = await Promise.all([claimRun(server, "aa11aa11aa11"), claimRun(server, "bb22bb22bb22")]);
  const names = await Promise.all(runs.map((run) => prepareTemplate(run, server)));
  expect(names).toEqual([templateName(), templateName()]);
  await Promise.all(runs.map((run) => run.end()));
});

test("databases of runs that died are dropped, those of living runs stay", async () => {
  const server = inject("databaseServer");
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query("create database bursar_test_dead00dead00_1");
  const other = await claimRun(server, "cc33cc33cc33");
  await prepareTemplate(other, server);
  const { rows } = await admin.query<{ datname: string }>(
    "select datname from pg_database where datname = any($1)",
    [["bursar_test_dead00dead00_1", new URL(url).pathname.slice(1)]],
  );
  expect(rows.map((row) => row.datname)).toEqual([new URL(url).pathname.slice(1)]);
  await other.end();
  await admin.end();
});

test("another database of the same server keeps its user and options", () => {
  expect(onDatabase("postgres://a:b@127.0.0.1:5432/x?sslmode=disable", "y")).toBe(
    "postgres://a:b@127.0.0.1:5432/y?sslmode=disable",
  );
});
