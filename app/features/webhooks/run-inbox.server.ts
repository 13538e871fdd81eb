import { setTimeout as sleep } from "node:timers/promises";
import {
  type ClaimedDelivery,
  claimDeliveries,
  releaseDeliveries,
} from "#app/features/webhooks/claim-deliveries.server.ts";
import { processDelivery } from "#app/features/webhooks/process-delivery.server.ts";
import { failDelivery } from "#app/features/webhooks/settle-delivery.server.ts";
import type { Gateways } from "#app/gateways/registry.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { log, withLogScope } from "#app/lib/logger.server.ts";
import { onWake } from "#app/lib/wake.server.ts";

export interface InboxOptions {
  /** Deliveries in work at once. */
  lanes: number;
  signal: AbortSignal;
}

/** Claimed ahead for each lane: one claim's round trip serves that many deliveries. */
const aheadPerLane = 4;

/**
 * Works the inbox until told to stop: keeps its lanes supplied from claims made ahead, woken by the hint and, should
 * that be lost, every second. Slow and poison deliveries occupy their own lane only. Resolves when the last one begun
 * is done and the rest are given back.
 */
export async function runInbox(db: Db, gateways: Gateways, options: InboxOptions): Promise<void> {
  const { lanes, signal } = options;
  const waiting: ClaimedDelivery[] = [];
  const inWork = new Set<Promise<void>>();
  let rung = Promise.withResolvers<void>();
  const stopListening = onWake("inbox", () => rung.resolve());
  const fillLanes = () => {
    while (inWork.size < lanes && waiting.length > 0 && !signal.aborted) {
      const work = workOne(db, gateways, waiting.shift()!).finally(() => {
        inWork.delete(work);
        fillLanes();
        if (waiting.length < lanes) rung.resolve();
      });
      inWork.add(work);
    }
  };
  while (!signal.aborted) {
    rung = Promise.withResolvers<void>();
    const wanted = lanes * aheadPerLane - waiting.length;
    let claimed: ClaimedDelivery[] = [];
    try {
      claimed = await claimDeliveries(db, wanted);
    } catch (error) {
      log.warn({ err: error }, "inbox not reachable; trying again");
      await sleep(500, undefined, { signal }).catch(() => undefined);
      continue;
    }
    waiting.push(...claimed);
    fillLanes();
    // More is likely where a claim came back full; else wait for a hint, for lanes to run dry, or for a second.
    if (claimed.length < wanted || waiting.length >= lanes)
      await Promise.race([rung.promise, sleep(1_000, undefined, { signal }).catch(() => undefined)]);
  }
  stopListening();
  await Promise.all(inWork);
  await releaseDeliveries(db, waiting).catch((error: unknown) =>
    log.warn({ err: error }, "claims left to their leases"),
  );
}

/** One delivery, to its end or its next turn. Never throws: what cannot even be put back comes back with its lease. */
export async function workOne(db: Db, gateways: Gateways, delivery: ClaimedDelivery): Promise<void> {
  await withLogScope({ deliveryId: delivery.id }, async () => {
    try {
      await processDelivery(db, gateways, delivery);
    } catch (error) {
      await failDelivery(db, delivery, error).catch((broken: unknown) =>
        log.warn({ err: broken }, "delivery left to its lease"),
      );
    }
  });
}

/** Works everything that is due now, once, and returns how many; for tests and scripts. */
export async function drainInbox(db: Db, gateways: Gateways): Promise<number> {
  let total = 0;
  for (;;) {
    const claimed = await claimDeliveries(db, 50);
    if (claimed.length === 0) return total;
    total += claimed.length;
    await Promise.all(claimed.map((delivery) => workOne(db, gateways, delivery)));
  }
}
