import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isBuilt } from "#scripts/source-stamp.mjs";
import { buildIfStale } from "#scripts/start/build.ts";
import { temporaryFolder } from "#tests/support/temporary-folder.ts";

function checkout(): string {
  const root = temporaryFolder("build");
  mkdirSync(join(root, "app"));
  writeFileSync(join(root, "app", "root.tsx"), "one");
  writeFileSync(join(root, "package-lock.json"), "{}");
  return root;
}
const say = () => undefined;

test("builds once, then again after any change of content, name or lockfile", async () => {
  const root = checkout();
  let builds = 0;
  const compile = async () => {
    builds += 1;
  };
  const build = () => buildIfStale(root, { say, compile });
  expect([await build(), await build()]).toEqual(["built", "fresh"]);
  writeFileSync(join(root, "app", "root.tsx"), "two");
  expect([await build(), await build()]).toEqual(["built", "fresh"]);
  writeFileSync(join(root, "app", "new.ts"), "");
  expect(await build()).toBe("built");
  rmSync(join(root, "app", "new.ts"));
  writeFileSync(join(root, "package-lock.json"), '{"changed":true}');
  expect(await build()).toBe("built");
  expect(builds).toBe(4);
});

test("two at once build once", async () => {
  const root = checkout();
  let builds = 0;
  const compile = async () => {
    builds += 1;
  };
  const results = await Promise.all([
    buildIfStale(root, { say, compile }),
    buildIfStale(root, { say, compile }),
  ]);
  expect(results.sort()).toEqual(["built", "fresh"]);
  expect(builds).toBe(1);
});

test("a failed build counts as none", async () => {
  const root = checkout();
  const compile = async () => {
    throw new Error("syntax");
  };
  await expect(buildIfStale(root, { say, compile })).rejects.toThrow("syntax");
  expect(isBuilt(root)).toBe(false);
});
