import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { openLogFile } from "#scripts/start/log-file.ts";
import { supervise } from "#scripts/start/supervise.ts";
import { temporaryFolder } from "#tests/support/temporary-folder.ts";

function watched(script: string, patience = 5_000) {
  const shown: string[] = [];
  const hopeless: string[] = [];
  const process = supervise({
    name: "web",
    command: ["-e", script],
    cwd: tmpdir(),
    env: { NODE_ENV: "test", PATH: globalThis.process.env.PATH },
    log: openLogFile(join(temporaryFolder("supervise"), "web.log")),
    show: (line) => shown.push(line),
    patience,
    onHopeless: (problem) => hopeless.push(problem.message),
  });
  onTestFinished(() => process.stop());
  return { process, shown, hopeless };
}

test("a killed process is back at once, and stays away when stopped", async () => {
  const { process, shown } = watched("console.log('up'); setInterval(() => {}, 1000)");
  process.markReady();
  await vi.waitFor(() => expect(shown).toContain("[web] up"), 5_000);
  const first = process.pid()!;
  globalThis.process.kill(first, "SIGKILL");
  await vi.waitFor(() => expect(shown.filter((line) => line === "[web] up")).toHaveLength(2), 5_000);
  const second = process.pid()!;
  expect(second).not.toBe(first);
  await process.stop();
  expect(() => globalThis.process.kill(second, 0)).toThrow("ESRCH");
});

test("one that ends by itself before it was ready is hopeless, with its last words", async () => {
  const { hopeless } = watched("console.error('no such table'); process.exit(3)");
  await vi.waitFor(() => expect(hopeless).toHaveLength(1), 10_000);
  expect(hopeless[0]).toContain("ended (code 3)");
  expect(hopeless[0]).toContain("no such table");
});

test("one that does not stop in time is killed", async () => {
  const { process, shown } = watched(
    "process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000)",
    300,
  );
  process.markReady();
  await vi.waitFor(() => expect(shown).toContain("[web] up"), 5_000);
  const pid = process.pid()!;
  await process.stop();
  expect(() => globalThis.process.kill(pid, 0)).toThrow("ESRCH");
});
