import { spawn } from "node:child_process";

/** Runs one Node program to its end, its output shown as it comes; the exit code (null: ended by a signal). */
export function runNode(
  command: string[],
  options: { cwd: string; env: NodeJS.ProcessEnv; signal: AbortSignal },
): Promise<number | null> {
  const child = spawn(process.execPath, command, { ...options, stdio: ["ignore", "inherit", "inherit"] });
  return new Promise((done, failed) => {
    child.once("error", (error) => (error.name === "AbortError" ? done(null) : failed(error)));
    child.once("exit", (code) => done(code));
  });
}

/** A heading for people who scroll through the output. */
export function heading(text: string): void {
  console.log(`\n── ${text} ${"─".repeat(Math.max(0, 76 - text.length))}\n`);
}
