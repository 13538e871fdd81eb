import { Logger } from "graphile-worker";
import { log } from "#app/lib/logger.server.ts";

/** The job library's own words among ours. What it says of success is for debugging; a failed job is a warning by its ids. */
export function jobLogger(): Logger {
  return new Logger(() => (level, message, meta) => {
    const job = meta?.job as { id?: unknown; task_identifier?: string; attempts?: number } | undefined;
    const ids = job ? { jobId: String(job.id), job: job.task_identifier, attempt: job.attempts } : {};
    if (meta?.failure) log.warn({ ...ids, err: meta.error }, "job failed");
    else if (level === "error" || level === "warning") log.warn(ids, `jobs: ${message}`);
    else log.debug(ids, `jobs: ${message}`);
  });
}
