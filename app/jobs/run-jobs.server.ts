import { EventEmitter, once } from "node:events";
import { parseCronItems, run, type TaskList, type WorkerEvents } from "graphile-worker";
import type pg from "pg";
import { catalog, type JobContext, type JobName, schedule } from "#app/jobs/catalog.server.ts";
import { giveWay } from "#app/lib/give-way.server.ts";
import { jobLogger } from "#app/lib/job-logger.server.ts";
import { log } from "#app/lib/logger.server.ts";

export interface JobsOptions {
  /** The jobs' own pool: one connection listens, and a job that hangs must not take what payments need. */
  pool: pg.Pool;
  signal: AbortSignal;
  /** Jobs in work at once. */
  concurrency?: number;
  /** Told under which name this run locks jobs, before it takes the first. */
  onPool?(name: string): void;
}

/** Connections its pool needs: the jobs at once, one that listens, one to take and settle. */
export const jobConnections = 6;
/** How long one job lets deliveries go first, milliseconds: in a flood of payments their receipts can wait. */
const longestWaitMs = 5_000;
/** A job may end by itself for this long at a stop, milliseconds; then its signal tells it to. */
const graceMs = 3_000;
/** The listening connection is asked something this often: one that is silent for 40 s counts as lost. */
const pingMs = 20_000;

/** Works the job queue until the signal; resolves when every job begun has ended or been given back. */
export async function runJobs(options: JobsOptions): Promise<void> {
  const { pool, signal, concurrency = 4 } = options;
  const events = new EventEmitter() as WorkerEvents;
  events.on("pool:create", ({ workerPool }) => options.onPool?.(workerPool.id));
  const stopPings = keepListening(events);
  const runner = await run(
    {
      pgPool: pool,
      concurrency,
      pollInterval: 1_000,
      noHandleSignals: true,
      gracefulShutdownAbortTimeout: graceMs,
      logger: jobLogger(),
      events,
    },
    tasks(options),
    parseCronItems(schedule),
  );
  const ended = runner.promise.then(
    () => "ended" as const,
    (error: unknown) => {
      log.warn({ err: error }, "the job queue stopped by itself");
      return "ended" as const;
    },
  );
  const stopped = signal.aborted ? Promise.resolve("stopped" as const) : abortOf(signal);
  if ((await Promise.race([ended, stopped])) === "stopped") await runner.stop();
  await ended;
  stopPings();
}

async function abortOf(signal: AbortSignal): Promise<"stopped"> {
  await once(signal, "abort");
  return "stopped";
}

/** Each kind of the catalog as the library's task: arguments are checked before the verb sees them. */
function tasks(options: Pick<JobsOptions, "signal">): TaskList {
  return Object.fromEntries(
    (Object.keys(catalog) as JobName[]).map((name) => [
      name,
      async (payload: unknown, helpers): Promise<void> => {
        const { job, abortSignal } = helpers;
        const context: JobContext = {
          jobId: String(job.id),
          lastTry: job.attempts >= job.max_attempts,
          signal: abortSignal,
        };
        await giveWay().wait(longestWaitMs, abortSignal ?? options.signal);
        await catalog[name].work(payload, context);
      },
    ]),
  ) as TaskList;
}

function keepListening(events: WorkerEvents): () => void {
  let timer: NodeJS.Timeout | undefined;
  events.on("pool:listen:success", ({ client }) => {
    clearInterval(timer);
    timer = setInterval(() => {
      client
        .query("select 1")
        .catch((error: unknown) => log.debug({ err: error }, "jobs: the listening connection went"));
    }, pingMs);
    timer.unref();
  });
  events.on("pool:listen:release", () => clearInterval(timer));
  return () => clearInterval(timer);
}
