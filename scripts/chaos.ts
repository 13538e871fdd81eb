import { deliverInPeace, deliverUnderKills } from "#scripts/chaos/deliver-shuffled.ts";
import { dropStreams } from "#scripts/chaos/drop-streams.ts";
import { dropEveryWebhook } from "#scripts/chaos/drop-webhooks.ts";
import { raceOutbox } from "#scripts/chaos/race-outbox.ts";
import { ensureBuild } from "#scripts/stage/ensure-build.ts";
import { report } from "#scripts/stage/figures.ts";

/** `npm run chaos`: every fault figure. Bounded; loopback only; ends only what it started. */
await ensureBuild();
await report([deliverInPeace, deliverUnderKills, dropEveryWebhook, raceOutbox, dropStreams]);
