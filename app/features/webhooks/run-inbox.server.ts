import { setTimeout as sleep } from "node:timers/promises";
import { recordLag } from "#app/features/performance/record.server.ts";
import {
  type ClaimedDelivery,
  claimDeliveries,
  releaseDeliveries,
} from "#app/features/webhooks/claim-deliveries.server.ts";
import { processDelivery } from "#app/features/webhooks/process-delivery.server.ts";
import { failDelivery, maxAttempts } from "#app/features/webhooks/settle-delivery.server.ts";
import { type AttemptRefs, type Gateway, type GatewayName, gatewayNames } from "#app/gateways/gateway.ts";
import type { Gateways } from "#app/gateways/registry.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { giveWay } from "#app/lib/give-way.server.ts";
import { createLanes } from "#app/lib/lanes.ts";
import { log, withLogScope } from "#app/lib/logger.server.ts";
import { onWake } from "#app/lib/wake.server.ts";

export interface InboxOptions {
  /** Deliveries in work at once. */
  lanes: number;
  signal: AbortSignal;
}

/**
 * Deliveries one worker works at once. Their reads and writes meet in batches (lock-payment.server.ts, write-change.server.ts), so that more
 * of them cost fewer statements and commits, not more.
 */
export const inboxLanes = 16;

/** Claimed ahead for each lane: one claim's round trip serves that many deliveries. */
const aheadPerLane = 2;
/** Milliseconds between two claims in a rush: what arrives meanwhile is bound, read and written together. */
const claimSpacingMs = 60;
/** Deliveries of one gateway that may be begun, for each lane: those that wait for its answer hold no lane. */
const begunPerLane = 4;

/**
 * Works the inbox until told to stop: keeps its lanes supplied from claims made ahead, woken by the hint and, should
 * that be lost, every second. A delivery that asks its gateway leaves its lane until the answer; once as many of one
 * gateway's are begun as may be, no more of it are begun or claimed, so that one that hangs does not hold up the
 * other's deliveries. Resolves when all begun are done and the rest are given back.
 */
export async function runInbox(db: Db, gateways: Gateways, options: InboxOptions): Promise<void> {
  const { signal } = options;
  const waiting: ClaimedDelivery[] = [];
  const inWork = new Map<Promise<void>, GatewayName>();
  let rung = Promise.withResolvers<void>();
  const stopListening = onWake("inbox", () => rung.resolve());
  const lanes = createLanes(options.lanes, () => fillLanes());
  const patient = outsideLanes(gateways, lanes);
  const most = options.lanes * begunPerLane;
  let more = false;
  let claimedAt = Number.NEGATIVE_INFINITY;
  /** Those that the last claim passed by. */
  let passed: GatewayName[] = [];
  const full = () =>
    gatewayNames.filter((name) => [...inWork.values()].filter((one) => one === name).length >= most);
  const ready = () => {
    const held = full();
    return waiting.filter((one) => !held.includes(one.gateway));
  };
  function fillLanes() {
    for (let next = ready()[0]; next && !signal.aborted && lanes.tryTake(); next = ready()[0]) {
      waiting.splice(waiting.indexOf(next), 1);
      giveWay().begin();
      const work = workOne(db, patient, next).finally(() => {
        giveWay().end();
        inWork.delete(work);
        lanes.give();
      });
      inWork.set(work, next.gateway);
    }
    if ((more || passed.length > full().length) && ready().length < options.lanes) rung.resolve();
  }
  while (!signal.aborted) {
    const early = more ? 0 : claimedAt + claimSpacingMs - performance.now();
    if (early > 0) await sleep(early, undefined, { signal }).catch(() => undefined);
    rung = Promise.withResolvers<void>();
    claimedAt = performance.now();
    const wanted = Math.max(0, options.lanes * aheadPerLane - ready().length);
    passed = full();
    let claimed: ClaimedDelivery[] = [];
    try {
      claimed = await claimDeliveries(db, wanted, passed);
    } catch (error) {
      log.warn({ err: error }, "inbox not reachable; trying again");
      await sleep(500, undefined, { signal }).catch(() => undefined);
      continue;
    }
    // A claim that came back full has left more behind: the next one is due when the lanes run dry.
    more = claimed.length === wanted;
    waiting.push(...claimed);
    fillLanes();
    if (!more || ready().length >= options.lanes)
      await Promise.race([rung.promise, sleep(1_000, undefined, { signal }).catch(() => undefined)]);
  }
  stopListening();
  await Promise.all(inWork.keys());
  await releaseDeliveries(db, waiting).catch((error: unknown) =>
    log.warn({ err: error }, "claims left to their leases"),
  );
}

/** The same gateways, asked with the lane, and its right of way, given up until they answer. */
function outsideLanes(gateways: Gateways, lanes: ReturnType<typeof createLanes>): Gateways {
  const patient = [...gateways.values()].map((gateway): [GatewayName, Gateway] => [
    gateway.name,
    Object.assign(Object.create(gateway) as Gateway, {
      inquire: async (refs: AttemptRefs) => {
        giveWay().end();
        lanes.give();
        try {
          return await gateway.inquire(refs);
        } finally {
          await lanes.take();
          giveWay().begin();
        }
      },
    }),
  ]);
  return new Map(patient);
}

/** One delivery, to its end or its next turn. Never throws: what cannot even be put back comes back with its lease. */
export async function workOne(db: Db, gateways: Gateways, delivery: ClaimedDelivery): Promise<void> {
  const { id: deliveryId, requestId } = delivery;
  await withLogScope({ deliveryId, ...(requestId && { requestId }) }, async () => {
    try {
      // Its earlier tries ended nowhere, not even in an error: whatever it does to a worker, it does it no more.
      if (delivery.attempts - delivery.silences > maxAttempts)
        throw new Error("it was begun again and again and never ended");
      await processDelivery(db, gateways, delivery);
      recordLag("queue", Date.now() - delivery.receivedAt.getTime());
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
