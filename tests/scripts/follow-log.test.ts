import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { followLog } from "#scripts/start/follow-log.ts";
import { openLogFile } from "#scripts/start/log-file.ts";
import { temporaryFolder } from "#tests/support/temporary-folder.ts";

test("everything goes to the file, people see warnings, errors and what is no log line", async () => {
  const path = join(temporaryFolder("log"), "web.log");
  const stream = new PassThrough();
  const shown: string[] = [];
  followLog(stream, openLogFile(path), (line) => shown.push(line));
  const lines = [
    '{"level":"info","msg":"request"}',
    '{"level":"warn","time":"now","process":"web","msg":"slow","ms":12}',
    "plain words",
    '{"level":"error","msg":"broken","err":{"message":"no disk"}}',
  ];
  const text = `${lines.join("\n")}\n`;
  for (let at = 0; at < text.length; at += 7) stream.write(text.slice(at, at + 7));
  stream.end("last words");
  await new Promise((done) => stream.once("end", done));
  expect(readFileSync(path, "utf8")).toBe(`${text}last words\n`);
  expect(shown).toEqual(["warn: slow (ms=12)", "plain words", "error: broken (error=no disk)", "last words"]);
});

test("a log file is bounded: one predecessor, nothing older", () => {
  const path = join(temporaryFolder("log"), "web.log");
  const log = openLogFile(path, 100);
  for (let line = 0; line < 100; line++) log.write(`line ${line} of a hundred\n`);
  log.close();
  expect(readFileSync(path).length + readFileSync(`${path}.1`).length).toBeLessThan(300);
  expect(readFileSync(path, "utf8")).toContain("line 99 of a hundred");
});
