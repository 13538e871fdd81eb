import { LRUCache } from "lru-cache";

/** Tries in a row that nobody waits for; more than a person who mistypes needs. */
const free = 5;
const longestWaitMs = 30_000;
const forgottenAfterMs = 15 * 60_000;
/** How many addresses are remembered; the oldest go first. */
const remembered = 20_000;

interface Tries {
  count: number;
  /** No password is looked at before this. */
  until: number;
}

/**
 * Slows guessing of one account's password from many addresses: after five tries in a row each further one must wait,
 * twice as long each time and never more than 30 s, so that nobody is locked out by a stranger's guesses. Kept by what
 * was typed, whether there is such an account or not; per process, like the limit by address.
 */
export function accountLimit(now: () => number = Date.now) {
  const known = new LRUCache<string, Tries>({ max: remembered, ttl: forgottenAfterMs });
  const key = (email: string) => email.trim().toLowerCase().slice(0, 320);
  return {
    /** Counts a try before its password is looked at; two at once cannot both slip through. Seconds to wait, or null. */
    begin(email: string): { retryAfterSeconds: number } | null {
      const before = known.get(key(email)) ?? { count: 0, until: 0 };
      const waitMs = before.until - now();
      // A try that is refused does not make the wait longer.
      if (waitMs > 0) return { retryAfterSeconds: Math.ceil(waitMs / 1000) };
      const count = before.count + 1;
      const pause = count < free ? 0 : Math.min(1000 * 2 ** (count - free), longestWaitMs);
      known.set(key(email), { count, until: now() + pause });
      return null;
    },
    /** The password fitted: the next one starts anew. */
    succeeded(email: string): void {
      known.delete(key(email));
    },
  };
}
