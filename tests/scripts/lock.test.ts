import { spawn } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { processIdentity, readLock, takeLock } from "#scripts/lock.mjs";
import { claimDataDir, findRunning } from "#scripts/start/running.ts";
import { StartProblem } from "#scripts/start/start-problem.ts";
import { temporaryFolder } from "#tests/support/temporary-folder.ts";

const folder = () => temporaryFolder("lock");

test("a second taker is told who holds the lock, and gets it once it is released", () => {
  const path = join(folder(), "a.lock");
  const first = takeLock(path, { url: "http://127.0.0.1:3000" });
  if (!first.taken) throw new Error("the first taker did not get it");
  expect(takeLock(path)).toMatchObject({
    taken: false,
    holder: { pid: process.pid, url: "http://127.0.0.1:3000" },
  });
  first.release();
  expect(takeLock(path).taken).toBe(true);
});

test("a lock left behind by a killed process is taken over", async () => {
  const path = join(folder(), "a.lock");
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  const identity = processIdentity(child.pid!);
  writeFileSync(path, JSON.stringify({ pid: child.pid, identity, since: "" }));
  expect(takeLock(path).taken).toBe(false);
  const ended = new Promise((done) => child.once("exit", done));
  child.kill("SIGKILL");
  await ended;
  expect(takeLock(path).taken).toBe(true);
});

test("a process that merely has the same id as a dead holder does not keep the lock", () => {
  const path = join(folder(), "a.lock");
  writeFileSync(path, JSON.stringify({ pid: process.pid, identity: "an earlier boot:1", since: "" }));
  expect(takeLock(path).taken).toBe(true);
});

test("many who find the same dead lock at once end with one holder, and leave nothing lying about", async () => {
  const directory = folder();
  const path = join(directory, "a.lock");
  writeFileSync(path, JSON.stringify({ pid: 2 ** 22 + 1, identity: "gone", since: "" }));
  const script = `import { takeLock } from ${JSON.stringify(new URL("../../scripts/lock.mjs", import.meta.url).href)};
    const lock = takeLock(${JSON.stringify(path)}); console.log(lock.taken ? "mine" : "theirs"); process.stdin.resume();`;
  const children = Array.from({ length: 6 }, () =>
    spawn(process.execPath, ["--input-type=module", "-e", script]),
  );
  const answers = await Promise.all(
    children.map(
      (child) => new Promise((done) => child.stdout.once("data", (text) => done(String(text).trim()))),
    ),
  );
  for (const child of children) child.kill();
  expect(answers.filter((answer) => answer === "mine")).toHaveLength(1);
  expect(readdirSync(directory)).toEqual(["a.lock"]);
});

test("a second start names the first one's address and process, and other commands find it", () => {
  const dataDir = folder();
  const claim = claimDataDir(dataDir, { url: "http://127.0.0.1:3000" });
  claim.update({ url: "http://127.0.0.1:3000", databaseUrl: "postgres://127.0.0.1/x" });
  const second = () => claimDataDir(dataDir, { url: "http://127.0.0.1:3100" });
  expect(second).toThrow(StartProblem);
  expect(second).toThrow(
    `already running from this data folder: http://127.0.0.1:3000 (process ${process.pid})`,
  );
  expect(findRunning(dataDir)?.databaseUrl).toBe("postgres://127.0.0.1/x");
  claim.release();
  expect(findRunning(dataDir)).toBeNull();
  expect(readLock(join(dataDir, "start.lock"))).toBeNull();
});
