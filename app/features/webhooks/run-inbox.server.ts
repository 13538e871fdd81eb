import { setTimeout as sleep } from "node:timers/promises";
import { type ClaimedDelivery, claimDeliveries } from "#app/features/webhooks/claim-deliveries.server.ts";
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

/**
 * Works the inbox until told to stop: claims as many deliveries as lanes are free, woken by the hint and, should
 * that be lost, every second. Slow and poison deliveries occupy their own lane only. Resolves when the last one is done.
 */
export async function runInbox(db: Db, gateways: Gateways, options: InboxOptions): Promise<void> {
  const { lanes, signal } = options;
  const inWork = new Set<Promise<void>>();
  let rung = Promise.withResolvers<void>();
  const stopListening = onWake("inbox", () => rung.resolve());
  while (!signal.aborted) {
    rung = Promise.withResolvers<void>();
    let claimed: ClaimedDelivery[] = [];
    try {
      // A few more than there are lanes keep the lanes busy while the next claim is under way.
      claimed = await claimDeliveries(db, lanes - inWork.size);
    } catch (error) {
      log.warn({ err: error }, "inbox not reachable; trying again");
      await sleep(500, undefined, { signal }).catch(() => undefined);
      continue;
    }
    for (const delivery of claimed) {
      const work = workOne(db, gateways, delivery).finally(() => inWork.delete(work));
      inWork.add(work);
    }
    if (inWork.size >= lanes) await Promise.race(inWork);
    else if (claimed.length === 0)
      await Promise.race([
        rung.promise,
        sleep(1_000, undefined, { signal, ref: false }).catch(() => undefined),
        ...inWork,
      ]);
  }
  stopListening();
  await Promise.all(inWork);
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
