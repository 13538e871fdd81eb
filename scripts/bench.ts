import { measureAccept } from "#scripts/bench/measure-accept.ts";
import { measureLive } from "#scripts/bench/measure-live.ts";
import { measureProcessing } from "#scripts/bench/measure-processing.ts";
import { measureWebProcess } from "#scripts/bench/measure-web-process.ts";
import { ensureBuild } from "#scripts/stage/ensure-build.ts";
import { report } from "#scripts/stage/figures.ts";

/** `npm run bench`: every performance figure against its peer or limit, measured in this run. */
await ensureBuild();
await report([
  { figures: ["main.webhooks_per_second", "main.wal_syncs_per_webhook"], measure: measureAccept },
  { figures: ["main.payments_processed_per_second"], measure: measureProcessing },
  { figures: ["main.accept_p99", "main.accepted_to_event_p99"], measure: measureLive },
  { figures: ["main.web_memory_at_rest", "main.ready_after_kill"], measure: measureWebProcess },
]);
