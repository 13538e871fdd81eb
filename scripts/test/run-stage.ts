import { spawn } from "node:child_process";

/**
 * Runs one Node program to its end; the exit code (null: ended by a signal). Its output is shown as it comes, or given
 * to `say` piece by piece.
 */
export function runNode(
  command: string[],
  options: { cwd: string; env: NodeJS.ProcessEnv; signal: AbortSignal; say?: (text: string) => void },
): Promise<number | null> {
  const { say, ...rest } = options;
  const output = say ? "pipe" : "inherit";
  const child = spawn(process.execPath, command, { ...rest, stdio: ["ignore", output, output] });
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", say!);
  return new Promise((done, failed) => {
    child.once("error", (error) => (error.name === "AbortError" ? done(null) : failed(error)));
    child.once("close", (code) => done(code));
  });
}

/** A heading for people who scroll through the output. */
export function heading(text: string): void {
  console.log(`\n── ${text} ${"─".repeat(Math.max(0, 76 - text.length))}\n`);
}
