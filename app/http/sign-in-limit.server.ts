import { isIPv4 } from "node:net";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

/** Attempts one address may make; a class behind one school's address fits. */
const limits: Record<string, { points: number; duration: number }> = {
  "routes/_site.login": { points: 30, duration: 60 },
  "routes/_site.register": { points: 30, duration: 300 },
  "routes/api.client-errors": { points: 60, duration: 300 },
  "routes/api.vitals": { points: 120, duration: 300 },
};

/** Two ways to one door. */
const together: Record<string, string> = { "routes/login.again": "routes/_site.login" };

export type AttemptLimit = (
  routeId: string,
  clientIp: string,
) => Promise<{ retryAfterSeconds: number } | null>;

/**
 * Counts attempts to sign in and to register, and what browsers report of errors and speed, per address and process; answers how long to wait when there were too many.
 * Loopback is never limited: it is the operator, or a proxy that TRUST_PROXY does not name and all visitors share.
 */
export function attemptLimit(): AttemptLimit {
  const limiters = new Map(
    Object.entries(limits).map(([id, limit]) => [id, new RateLimiterMemory({ keyPrefix: id, ...limit })]),
  );
  return async (routeId, clientIp) => {
    const limiter = limiters.get(together[routeId] ?? routeId);
    if (!limiter || isLoopback(clientIp)) return null;
    try {
      await limiter.consume(network(clientIp));
      return null;
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      return { retryAfterSeconds: Math.ceil(refusal.msBeforeNext / 1000) };
    }
  };
}

function isLoopback(address: string): boolean {
  return address === "::1" || /^(::ffff:)?127\./.test(address);
}

/** One home has a whole /64 of IPv6 addresses. */
function network(address: string): string {
  const plain = address.replace(/^::ffff:/, "");
  return isIPv4(plain) ? plain : plain.split(":").slice(0, 4).join(":");
}
