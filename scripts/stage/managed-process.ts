import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { type ProcessName, processOf } from "#scripts/start/processes.ts";

/** A process of the product that a measurement starts, kills and starts again. Its log goes nowhere but `tail`. */
export class ManagedProcess {
  readonly name: ProcessName;
  readonly #env: NodeJS.ProcessEnv;
  readonly #ready: () => Promise<boolean>;
  #child: ChildProcess | undefined;
  /** The last lines it wrote, for a failure's report. */
  tail = "";

  constructor(name: ProcessName, env: NodeJS.ProcessEnv, ready: () => Promise<boolean>) {
    this.name = name;
    this.#env = env;
    this.#ready = ready;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** Starts it and waits until it answers; throws with what it wrote if it ends or takes longer than 30 s. */
  async start(): Promise<void> {
    const { command, environment } = processOf(this.name);
    const child = spawn(process.execPath, command, {
      env: { ...this.#env, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => {
        this.tail = (this.tail + chunk).slice(-3_000);
      });
    for (const deadline = Date.now() + 30_000; !(await this.#ready()); await pause(10)) {
      if (child.exitCode !== null) throw new Error(`${this.name} ended at once:\n${this.tail}`);
      if (Date.now() > deadline) throw new Error(`${this.name} is not ready after 30 s:\n${this.tail}`);
    }
  }

  /** SIGKILL: no clean-up, no goodbye. Resolves when it is gone. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  async stop(): Promise<void> {
    const late = setTimeout(() => this.#child?.kill("SIGKILL"), 10_000);
    await this.#end("SIGTERM");
    clearTimeout(late);
  }

  /** Resident memory in MB, as the kernel counts it (Linux). */
  residentMb(): number {
    const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${this.pid}/status`, "utf8"));
    return Number(line?.[1] ?? 0) / 1024;
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  }
}

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Polls until the condition holds; throws with `what` after `ms`. */
export async function until(
  what: string,
  condition: () => Promise<boolean>,
  ms = 60_000,
  every = 50,
): Promise<void> {
  for (const deadline = Date.now() + ms; !(await condition()); await pause(every))
    if (Date.now() > deadline) throw new Error(`waited ${ms / 1000} s in vain: ${what}`);
}
