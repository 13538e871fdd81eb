import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { sourceStamp } from "#scripts/source-stamp.mjs";

const scripts = resolve(import.meta.dirname, "../../scripts");

/** An installed checkout whose `start` and `worker` only say where they were run from. */
function checkout(): string {
  const root = mkdtempSync(join(tmpdir(), "bursar-launch-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const name of ["launch", "install", "lock", "heap-limits", "source-stamp"])
    cpSync(join(scripts, `${name}.mjs`), join(root, "scripts", `${name}.mjs`));
  for (const folder of ["node_modules/node/bin", "build/processes", "app"])
    mkdirSync(join(root, folder), { recursive: true });
  symlinkSync(process.execPath, join(root, "node_modules/node/bin/node"));
  for (const lock of ["package-lock.json", "node_modules/.package-lock.json"])
    writeFileSync(join(root, lock), '{"packages":{}}');
  for (const command of ["start", "worker"]) {
    writeFileSync(join(root, `scripts/${command}.ts`), 'console.log("sources" satisfies string)');
    writeFileSync(join(root, `build/processes/${command}.js`), 'console.log("build")');
  }
  writeFileSync(join(root, "app/root.tsx"), "one");
  writeFileSync(join(root, "build/.stamp"), sourceStamp(root));
  return root;
}

function run(root: string, command: string, env: Record<string, string> = {}): string {
  const { stdout, stderr } = spawnSync(process.execPath, ["scripts/launch.mjs", command], {
    cwd: root,
    env: { PATH: process.env.PATH, NODE_ENV: "test", ...env },
    encoding: "utf8",
  });
  return (stdout || stderr).trim();
}

test("a start is done by the build while it is of these sources, and by the sources that make a new one after a change", () => {
  const root = checkout();
  expect(run(root, "start")).toBe("build");
  writeFileSync(join(root, "app/root.tsx"), "two");
  expect(run(root, "start")).toBe("sources");
});

test("the processes of a production run as built; in development everything runs from the sources", () => {
  const root = checkout();
  writeFileSync(join(root, "app/root.tsx"), "two");
  expect(run(root, "worker")).toBe("build");
  expect(run(root, "worker", { BURSAR_DEV: "1" })).toBe("sources");
  expect(run(root, "start", { BURSAR_DEV: "1" })).toBe("sources");
});

test("asks for a command that there is", () => {
  expect(run(checkout(), "strat")).toContain('There is no command "strat"');
});
