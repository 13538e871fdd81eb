import { type ChildProcess, spawn } from "node:child_process";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { followLog } from "#scripts/start/follow-log.ts";
import type { LogFile } from "#scripts/start/log-file.ts";
import { StartProblem } from "#scripts/start/start-problem.ts";

export interface ProcessOptions {
  name: string;
  /** Node's arguments: flags, the script, its arguments. */
  command: string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  log: LogFile;
  /** A line for the person at the terminal. */
  show(line: string): void;
  /** How long it may take to stop after SIGTERM, ms; then SIGKILL. */
  patience: number;
  /** It ended by itself before it was ever ready: the start as a whole should end. */
  onHopeless(problem: StartProblem): void;
}

export interface SupervisedProcess {
  name: string;
  pid(): number | undefined;
  /** From now on it is restarted for ever, whatever ends it. */
  markReady(): void;
  restart(): void;
  stop(): Promise<void>;
}

/**
 * Keeps a process running: killed from outside, it is back at once; ending by itself again and again, it comes
 * back ever more slowly (0.25 s doubling to 10 s), so that a lasting fault does not burn the machine.
 */
export function supervise(options: ProcessOptions): SupervisedProcess {
  let child: ChildProcess | undefined;
  let stopping = false;
  let wasReady = false;
  let restarting = false;
  let quickEnds = 0;
  let timer: NodeJS.Timeout | undefined;
  const recent: string[] = [];

  const run = () => {
    const startedAt = Date.now();
    recent.length = 0;
    child = spawn(process.execPath, ["--import", leaveWithParent, ...options.command], {
      cwd: options.cwd,
      env: options.env,
      // A group of its own: Ctrl-C in the terminal must not stop everything at once, in no order.
      detached: true,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    for (const stream of [child.stdout!, child.stderr!])
      followLog(stream, options.log, (line) => {
        recent.push(line);
        if (recent.length > 30) recent.shift();
        if (wasReady) options.show(`[${options.name}] ${line}`);
      });
    child.once("error", (error) => options.onHopeless(new StartProblem(`${options.name}: ${error.message}`)));
    child.once("close", (code, signal) => {
      if (stopping) return;
      const wait = signal ? 0 : backOff(Date.now() - startedAt);
      if (!wasReady && !signal && quickEnds > 1) {
        options.onHopeless(
          new StartProblem(`The ${options.name} process ended (code ${code}):\n${recent.join("\n")}`),
        );
        return;
      }
      if (!restarting)
        options.show(`[${options.name}] ended (${signal ?? `code ${code}`}): starting it again`);
      restarting = false;
      timer = setTimeout(run, wait);
    });
  };
  const backOff = (lived: number) => {
    quickEnds = lived < 5_000 ? quickEnds + 1 : 1;
    return Math.min(250 * 2 ** (quickEnds - 1), 10_000);
  };
  run();

  return {
    name: options.name,
    pid: () => child?.pid,
    markReady() {
      wasReady = true;
      quickEnds = 0;
    },
    restart() {
      restarting = true;
      if (child) void end(child, options.patience);
    },
    async stop() {
      stopping = true;
      clearTimeout(timer);
      if (child) await end(child, options.patience);
    },
  };
}

const leaveWithParent = resolve(import.meta.dirname, "../../scripts/start/leave-with-parent.mjs");

async function end(child: ChildProcess, patience: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  child.kill("SIGTERM");
  const waiting = new AbortController();
  const late = sleep(patience, "late" as const, { signal: waiting.signal }).catch(() => "ended" as const);
  if ((await Promise.race([ended, late])) === "late") {
    child.kill("SIGKILL");
    await ended;
  }
  waiting.abort();
}
