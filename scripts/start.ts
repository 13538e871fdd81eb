import { runEverything } from "#scripts/start/run.ts";

await runEverything({ development: false });
