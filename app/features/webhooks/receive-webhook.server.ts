import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { type NewDelivery, storeDeliveries } from "#app/features/webhooks/store-deliveries.server.ts";
import type { GatewayName } from "#app/gateways/gateway.ts";
import type { Gateways } from "#app/gateways/registry.server.ts";
import { createBatcher } from "#app/lib/batcher.ts";
import { pool } from "#app/lib/db.server.ts";
import { newId } from "#app/lib/ids.ts";
import { log } from "#app/lib/logger.server.ts";
import { singleton } from "#app/lib/singleton.server.ts";
import { wake } from "#app/lib/wake.server.ts";

export interface IncomingWebhook {
  gateway: GatewayName;
  raw: Uint8Array;
  headers: Headers;
  url: URL;
  ip: string | null;
  requestId: string | null;
}

export type ReceiveResult =
  | { outcome: "stored"; deliveryId: string }
  | { outcome: "not_configured" }
  | { outcome: "bad_signature" }
  | { outcome: "unparseable" }
  /** An address that keeps sending wrong signatures; `retryAfter` in seconds. Rightly signed deliveries never get here. */
  | { outcome: "flooding"; retryAfter: number }
  | { outcome: "not_stored" };

/** Few headers tell anything of a delivery; none of these is a secret. */
const keptHeaders = [
  "content-type",
  "content-length",
  "user-agent",
  "ik-appid",
  "x-forwarded-for",
  "x-paymob-id",
];

/** How many wrongly signed deliveries one address may leave a minute, and all of them together. */
const badLimits = { perAddress: 30, together: 120, keptBytes: 8 * 1024 };

const badFrom = singleton(
  "bad-signatures-from",
  () => new RateLimiterMemory({ points: badLimits.perAddress, duration: 60 }),
);
const badTogether = singleton(
  "bad-signatures-together",
  () => new RateLimiterMemory({ points: badLimits.together, duration: 60 }),
);
// One statement and one sync of the log for all that arrive meanwhile; a connection that hangs is passed by.
const store = singleton("delivery-batcher", () =>
  createBatcher<NewDelivery>({
    flush: (items) => storeDeliveries(pool(), items),
    largest: 64,
    lanes: 3,
    patienceMs: 6,
  }),
);

/**
 * The whole of a webhook's request: verify, store durably, answer. Everything else is the worker's.
 * Never throws: what cannot be stored is `not_stored`, and the gateway sends it again.
 */
export async function receiveWebhook(gateways: Gateways, incoming: IncomingWebhook): Promise<ReceiveResult> {
  const gateway = gateways.get(incoming.gateway);
  if (!gateway) return { outcome: "not_configured" };
  const answer = gateway.authenticate(incoming.raw, incoming.headers, incoming.url);
  if (answer.verdict === "unparseable") return { outcome: "unparseable" };
  if (answer.verdict === "bad_signature") return refuse(incoming, answer.reason);
  const delivery = deliveryOf(incoming, answer.envelope.kind, answer.envelope.eventKey, null);
  try {
    await store(delivery);
  } catch (error) {
    log.error(
      { err: error, gateway: incoming.gateway },
      "delivery not stored; the gateway is asked to send it again",
    );
    return { outcome: "not_stored" };
  }
  wake("inbox");
  return { outcome: "stored", deliveryId: delivery.id };
}

/** Kept for the record, within limits, and never processed. */
async function refuse(incoming: IncomingWebhook, reason: string): Promise<ReceiveResult> {
  const wait = await overdraw(badFrom, incoming.ip ?? "unknown");
  if (wait !== null) return { outcome: "flooding", retryAfter: wait };
  if ((await overdraw(badTogether, "all")) !== null) return { outcome: "bad_signature" };
  try {
    await store(deliveryOf(incoming, "unknown", null, reason));
  } catch (error) {
    log.warn({ err: error, gateway: incoming.gateway }, "wrongly signed delivery not kept");
  }
  return { outcome: "bad_signature" };
}

/** Takes a point; null while there are any, else the seconds until there are again. */
async function overdraw(limiter: RateLimiterMemory, key: string): Promise<number | null> {
  try {
    await limiter.consume(key);
    return null;
  } catch (limit) {
    if (limit instanceof RateLimiterRes) return Math.max(1, Math.ceil(limit.msBeforeNext / 1000));
    throw limit;
  }
}

function deliveryOf(
  incoming: IncomingWebhook,
  kind: string,
  eventKey: string | null,
  reason: string | null,
): NewDelivery {
  const headers: Record<string, string> = {};
  for (const name of keptHeaders) {
    const value = incoming.headers.get(name);
    if (value) headers[name] = value.slice(0, 300);
  }
  const raw = Buffer.from(incoming.raw.buffer, incoming.raw.byteOffset, incoming.raw.byteLength);
  return {
    id: newId("whk"),
    gateway: incoming.gateway,
    kind,
    eventKey,
    verdictReason: reason,
    rawBody: eventKey === null ? raw.subarray(0, badLimits.keptBytes) : raw,
    headers: JSON.stringify(headers),
    signature:
      (incoming.url.searchParams.get("hmac") ?? incoming.headers.get("ik-sign"))?.slice(0, 200) ?? null,
    requestIp: incoming.ip,
    requestId: incoming.requestId,
  };
}
