import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";

test("closed streams are cleaned up, even after the garbage collector took all it could", async () => {
  const child = new URL("./closed-streams-process.ts", import.meta.url).pathname;
  const { stdout } = await promisify(execFile)(process.execPath, ["--expose-gc", child], {
    env: { ...process.env, LOG_LEVEL: "silent" },
    timeout: 60_000,
  });
  expect(JSON.parse(stdout)).toEqual({ opened: 6, leftAfterClosing: 0, groupsLeft: 0 });
}, 60_000);
