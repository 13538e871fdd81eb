import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { type Cluster, startCluster } from "#scripts/postgres/cluster.ts";
import { serverArguments, sharedBuffersMb } from "#scripts/postgres/settings.ts";

const nobody = 65534;
const isRoot = process.getuid?.() === 0;

function dataDir(mode = 0o755): string {
  const folder = mkdtempSync(join(tmpdir(), "bursar-pg-"));
  chmodSync(folder, mode);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function start(folder: string, durable = false): Promise<Cluster> {
  const cluster = await startCluster({ dataDir: folder, durable });
  onTestFinished(() => cluster.stop());
  return cluster;
}

async function ask<T extends pg.QueryResultRow>(url: string, statement: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(statement)).rows;
  } finally {
    await client.end();
  }
}

test("PostgreSQL starts, keeps its data and port over a restart, and lets nobody in without the password", async () => {
  const folder = dataDir();
  const first = await start(folder);
  await ask(first.url("postgres"), "create table kept (id int)");
  await first.stop();
  const second = await start(folder);
  expect(second.port).toBe(first.port);
  expect(await ask(second.url("postgres"), "select * from kept")).toEqual([]);
  const stranger = second.url("postgres").replace(/:\/\/postgres:[^@]+@/, "://postgres:guess@");
  await expect(ask(stranger, "select 1")).rejects.toThrow("password authentication failed");
  expect(statSync(join(folder, "postgres.json")).mode & 0o777).toBe(0o600);
  await ask(second.url("postgres"), "create extension pg_trgm");
  const [ctype] = await ask<{ name: string; letters: string[] }>(
    second.url("postgres"),
    "select datctype as name, show_trgm('محمد') as letters from pg_database where datname = 'postgres'",
  );
  const [log] = await ask<{ size: string }>(
    second.url("postgres"),
    "select current_setting('wal_segment_size') as size",
  );
  expect(log).toEqual({ size: "4MB" });
  // Wherever the machine has a locale that knows them, Arabic letters are letters.
  expect(ctype!.name === "C" || ctype!.letters.length > 0).toBe(true);
});

test("a server left behind by a killed start is taken over without losing what was committed", async () => {
  const folder = dataDir();
  const left = await start(folder);
  await ask(left.url("postgres"), "create table kept (id int); insert into kept values (7)");
  const next = await start(folder);
  await left.exited;
  expect(await ask(next.url("postgres"), "select id from kept")).toEqual([{ id: 7 }]);
});

test("a server killed by SIGKILL recovers at the next start", async () => {
  const folder = dataDir();
  const killed = await start(folder, true);
  await ask(killed.url("postgres"), "create table kept (id int); insert into kept values (7)");
  process.kill(killed.pid, "SIGKILL");
  await killed.exited;
  const next = await start(folder, true);
  expect(await ask(next.url("postgres"), "select id from kept")).toEqual([{ id: 7 }]);
});

test("two clusters at once do not meet", async () => {
  const [a, b] = await Promise.all([start(dataDir()), start(dataDir())]);
  expect(a.port).not.toBe(b.port);
});

// Only root can become someone else, or shut everyone else out of a folder.
if (isRoot) {
  test("as root, the server runs as another user and its files are that user's alone", async () => {
    const folder = dataDir();
    const cluster = await start(folder);
    const { uid, mode } = statSync(cluster.directory);
    expect(uid).not.toBe(0);
    expect(mode & 0o077).toBe(0);
    expect(cluster.directory).toBe(join(folder, "postgres"));
  });

  test("in a folder that other users cannot enter, the data goes outside and a README says where", async () => {
    const folder = dataDir(0o700);
    const cluster = await start(folder);
    onTestFinished(() => rmSync(resolve(cluster.directory, ".."), { recursive: true, force: true }));
    expect(cluster.directory).toMatch(/^\/var\/lib\/bursar\/[0-9a-f]{12}\/postgres$/);
    expect(readFileSync(join(folder, "README"), "utf8")).toContain(resolve(cluster.directory, ".."));
    expect(existsSync(join(folder, "postgres"))).toBe(false);
  });

  const root = resolve(import.meta.dirname, "../..");
  const script = `import { startCluster } from ${JSON.stringify(join(root, "scripts/postgres/cluster.ts"))};
    const cluster = await startCluster({ dataDir: process.argv[1], durable: false });
    await cluster.stop();
    console.log("uid " + process.getuid() + " well");`;
  const asNobody = (command: string[]) =>
    spawnSync(process.execPath, command, { uid: nobody, gid: nobody, cwd: "/", timeout: 60_000 });
  if (
    asNobody(["-e", `require("fs").accessSync(${JSON.stringify(join(root, "package.json"))})`]).status === 0
  )
    test("as an ordinary user, the server runs as that user", () => {
      const folder = dataDir();
      chownSync(folder, nobody, nobody);
      const { stdout, stderr } = asNobody(["--input-type=module", "-e", script, folder]);
      expect(String(stdout) + String(stderr)).toBe(`uid ${nobody} well\n`);
      expect(statSync(join(folder, "postgres")).uid).toBe(nobody);
    });
}

test("PostgreSQL's own cache is a part of the machine's memory, within bounds; a test's server takes the least", () => {
  const gigabyte = 2 ** 30;
  expect([1, 4, 16, 64].map((size) => sharedBuffersMb(size * gigabyte))).toEqual([128, 256, 1_024, 1_024]);
  const ofTests = serverArguments({ cluster: "/nowhere", port: 1, durable: false });
  expect(ofTests).toContain("shared_buffers=128MB");
});
