import type { Consumer } from "#app/features/outbox/consume-events.server.ts";
import { addJobs } from "#app/jobs/add-jobs.server.ts";
import { followUpsOf } from "#app/jobs/follow-ups.server.ts";
import { relayName } from "#app/jobs/relay-name.ts";

/**
 * Adds the jobs that follow from committed events, in the transaction that moves its cursor: a relay that is killed in
 * between has done neither. Each job is keyed by its event, and what it does is keyed again by what it is about.
 */
export const jobRelay: Consumer = {
  name: relayName,
  handle: (trx, events) => addJobs(trx, followUpsOf(events)),
};
