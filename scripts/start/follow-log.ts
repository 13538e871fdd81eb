import type { Readable } from "node:stream";
import type { LogFile } from "#scripts/start/log-file.ts";

const worthShowing = ['"level":"warn"', '"level":"error"', '"level":"fatal"'];

/** Everything a process logs goes to its file; warnings, errors and what is not a log line are shown as well. */
export function followLog(stream: Readable, file: LogFile, show: (line: string) => void): void {
  let rest = Buffer.alloc(0);
  stream.on("data", (chunk: Buffer) => {
    const joined = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    const end = joined.lastIndexOf(10) + 1;
    rest = Buffer.from(joined.subarray(end));
    if (end > 0) take(joined.subarray(0, end));
  });
  stream.on("end", () => {
    if (rest.length > 0) take(Buffer.concat([rest, Buffer.from("\n")]));
  });

  function take(lines: Buffer): void {
    file.write(lines);
    // A busy web server logs thousands of lines a second: the quiet ones are not even turned into strings.
    const quiet =
      lines[0] === 123 && !worthShowing.some((mark) => lines.includes(mark)) && !hasPlainLine(lines);
    if (quiet) return;
    for (const line of lines.toString().split("\n")) {
      const readable = line.trim() && readableLine(line);
      if (readable) show(readable);
    }
  }
}

function hasPlainLine(lines: Buffer): boolean {
  for (let at = lines.indexOf(10); at >= 0 && at + 1 < lines.length; at = lines.indexOf(10, at + 1))
    if (lines[at + 1] !== 123) return true;
  return false;
}

/** `error: connection lost (err=…, code=…)` of a pino line, null for one that need not be shown. */
export function readableLine(line: string): string | null {
  if (!line.startsWith("{")) return line;
  if (!worthShowing.some((mark) => line.includes(mark))) return null;
  try {
    const { level, msg, err, time: _time, process: _process, ...fields } = JSON.parse(line);
    const details = Object.entries({ ...fields, ...(err ? { error: err.message ?? err } : {}) })
      .filter(([, value]) => typeof value !== "object")
      .map(([name, value]) => `${name}=${value}`);
    return `${level}: ${msg ?? ""}${details.length > 0 ? ` (${details.join(", ")})` : ""}`;
  } catch (error) {
    if (error instanceof SyntaxError) return line;
    throw error;
  }
}
