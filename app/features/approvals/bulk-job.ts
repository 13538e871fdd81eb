import type { EnrollmentFilters } from "#app/features/enrollments/enrollment-list.ts";
import type { BulkJobStatus, EnrollmentDecision } from "#db/schema.ts";

/** What a bulk decision is about. */
export type Selection =
  /** These rows, chosen one by one as they stood at this moment (ISO): what has moved since was seen otherwise. */
  | { kind: "ids"; ids: string[]; asOf: string }
  /** All that match, as they stood at this moment (ISO): who came to the queue later was not seen and is not decided. */
  | { kind: "matching"; filters: EnrollmentFilters; asOf: string }
  /** The rows another job decided. */
  | { kind: "job"; jobId: string }
  /** The rows another job, which was stopped, tried and did not decide; as they stand now. */
  | { kind: "failed"; jobId: string };

export interface BulkCounts {
  total: number;
  done: number;
  failed: number;
}

/** A job of many decisions as its page and the list's bar show it. Times are milliseconds. */
export interface BulkJob extends BulkCounts {
  id: string;
  decision: EnrollmentDecision;
  reason: string | null;
  selection: Selection;
  status: BulkJobStatus;
  undoes: string | null;
  undoneBy: string | null;
  retries: number;
  by: string;
  /** Who tried its failed rows again, or went on with it. */
  triedBy: string | null;
  createdAt: number;
  startedAt: number | null;
  finishedAt: number | null;
}

export const isRunning = (status: BulkJobStatus) => status === "queued" || status === "running";
