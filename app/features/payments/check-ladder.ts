import type { GatewayName, PaymentMethod } from "#app/gateways/gateway.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** After these, each attempt is asked about once an hour until its life ends. */
const steps = [30_000, 2 * minute, 10 * minute, hour];

/**
 * How long money may still arrive on an attempt, in milliseconds from its start.
 * Paymob: the intention is made with `expiration` 3600 s; a wallet push or kiosk voucher lives on for days (gateways.md P1, P2).
 * iKhokha: pay links do not expire until paid (gateways.md K1), so a week stands for "for ever": what
 * is paid later is found by its callback alone.
 */
export function attemptLife(gateway: GatewayName, method: PaymentMethod | null): number {
  if (gateway === "ikhokha") return 7 * day;
  return method === null || method === "card" ? hour : 7 * day;
}

/** How long a checkout is resumed rather than made anew. */
export const checkoutLife = hour;

/**
 * When to ask the gateway next about an attempt begun at `startedAt` (all milliseconds), or null when its
 * life has ended and it has been asked once after that end.
 */
export function nextCheck(input: {
  gateway: GatewayName;
  method: PaymentMethod | null;
  startedAt: number;
  now: number;
}): number | null {
  const { gateway, method, startedAt, now } = input;
  const end = startedAt + attemptLife(gateway, method) + 2 * minute;
  const slow = method === "wallet" || method === "kiosk" || method === "cash";
  const step = slow ? undefined : steps.find((after) => startedAt + after > now);
  const next = step === undefined ? now + hour : startedAt + step;
  if (next <= end) return next;
  return now < end ? end : null;
}

/** Days after its start on which a collected attempt is asked about again. */
const afterMoney = [1, 7, 30];

/**
 * When to ask next about an attempt that collected money, or null after the last time: a refund or void made in the
 * gateway's own dashboard whose callback is lost is found then. Milliseconds.
 */
export function nextRecheck(input: { startedAt: number; now: number }): number | null {
  return afterMoney.map((days) => input.startedAt + days * day).find((at) => at > input.now) ?? null;
}
