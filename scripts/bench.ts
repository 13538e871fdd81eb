import { measureAccept } from "#scripts/bench/measure-accept.ts";
import { measureLive } from "#scripts/bench/measure-live.ts";
import { measureOfficeBulk } from "#scripts/bench/measure-office-bulk.ts";
import { measureOfficeDecisions } from "#scripts/bench/measure-office-decisions.ts";
import { measureOfficeFirstLoad } from "#scripts/bench/measure-office-first-load.ts";
import { measureOfficeLists } from "#scripts/bench/measure-office-lists.ts";
import { measureOfficeRates } from "#scripts/bench/measure-office-rates.ts";
import { measureOfficeRenders } from "#scripts/bench/measure-office-renders.ts";
import { measureOfficeTabs } from "#scripts/bench/measure-office-tabs.ts";
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
  { figures: ["office.list_per_second", "office.unchanged_per_second"], measure: measureOfficeRates },
  {
    figures: ["office.admin_js_gzip", "office.lcp_ms", "office.layout_shift"],
    measure: measureOfficeFirstLoad,
  },
  { figures: ["office.streams_of_ten_tabs", "office.takeover_ms"], measure: measureOfficeTabs },
  {
    figures: ["office.renders_per_second_at_1000_events", "office.busy_share_at_1000_events"],
    measure: measureOfficeRenders,
  },
  { figures: ["office.decision_seen_p95"], measure: measureOfficeDecisions },
  {
    figures: ["office.bulk_done", "office.bulk_refused_with_reason", "office.bulk_seconds"],
    measure: measureOfficeBulk,
  },
  {
    figures: ["office.list_p99", "office.list_p99_growth"],
    // No time of all lists is told without the worst of one kind, and none without that nothing was read from end to end.
    alongside: ["office.list_slowest", "office.list_most_growth", "office.unbounded_statements"],
    measure: measureOfficeLists,
  },
]);
