import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from "node:fs";
import { dirname } from "node:path";

/** A log file with one predecessor (`.1`), each of `maxBytes` at most, give or take the last line. */
export function openLogFile(path: string, maxBytes = 10 * 1024 * 1024) {
  mkdirSync(dirname(path), { recursive: true });
  let file = openSync(path, "a", 0o600);
  let size = fstatSync(file).size;
  return {
    write(lines: Buffer | string): void {
      if (size > maxBytes) {
        closeSync(file);
        renameSync(path, `${path}.1`);
        file = openSync(path, "a", 0o600);
        size = 0;
      }
      size += typeof lines === "string" ? writeSync(file, lines) : writeSync(file, lines);
    },
    close: () => closeSync(file),
  };
}

export type LogFile = ReturnType<typeof openLogFile>;
