import { isIPv4 } from "node:net";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

/** Attempts one address may make; a class behind one school's address fits. */
const limits: Record<string, { points: number; duration: number }> = {
  "routes/_site.login": { points: 30, duration: 60 },
  "routes/_site.register": { points: 30, duration: 60 },
  "routes/api.client-errors": { points: 60, duration: 300 },
  "routes/api.vitals": { points: 120, duration: 300 },
};

/** Attempts that count only when they fail: a whole school may sign in from one address, a guesser does not. */
const freeWhenDone = new Set(["routes/_site.login"]);

/** Two ways to one door. */
const together: Record<string, string> = { "routes/login.again": "routes/_site.login" };

export interface AttemptLimit {
  /** Counts an attempt; how long to wait where there were too many. */
  begin(routeId: string, clientIp: string): Promise<{ retryAfterSeconds: number } | null>;
  /** What it came to: an answer that leads on, and not back to the form, was no guess. */
  end(routeId: string, clientIp: string, answer: unknown): Promise<void>;
}

/**
 * Counts attempts to sign in and to register, and what browsers report of errors and speed, per address and process; answers how long to wait when there were too many.
 * Loopback is never limited: it is the operator, or a proxy that TRUST_PROXY does not name and all visitors share.
 */
export function attemptLimit(): AttemptLimit {
  const limiters = new Map(
    Object.entries(limits).map(([id, limit]) => [id, new RateLimiterMemory({ keyPrefix: id, ...limit })]),
  );
  const limiterOf = (routeId: string, clientIp: string) =>
    isLoopback(clientIp) ? undefined : limiters.get(together[routeId] ?? routeId);
  return {
    async begin(routeId, clientIp) {
      try {
        await limiterOf(routeId, clientIp)?.consume(network(clientIp));
        return null;
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        return { retryAfterSeconds: Math.ceil(refusal.msBeforeNext / 1000) };
      }
    },
    async end(routeId, clientIp, answer) {
      const led = answer instanceof Response && answer.status >= 300 && answer.status < 400;
      if (led && freeWhenDone.has(routeId)) await limiterOf(routeId, clientIp)?.reward(network(clientIp));
    },
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
