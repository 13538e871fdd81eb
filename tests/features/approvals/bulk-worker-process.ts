import { runBulkJobs } from "#app/features/approvals/run-bulk-jobs.server.ts";
import { db } from "#app/lib/db.server.ts";

/** A worker that works bulk jobs and nothing else, for a test that kills it. */
process.stdout.write("working\n");
await runBulkJobs(db(), new AbortController().signal);
