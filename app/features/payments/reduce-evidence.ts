import {
  type Collection,
  type Evidence,
  type EvidenceKind,
  type EvidenceSource,
  type HeldMoney,
  isPaid,
  type PaymentState,
  type PaymentStatus,
  type ReviewReason,
} from "#app/features/payments/payment.ts";
import { withUnpaid } from "#app/features/payments/unread-words.ts";
import type { GatewayErrorCode } from "#app/gateways/gateway.ts";

/**
 * The payment's state from all its evidence. Pure; neither the order of arrival nor repeats matter.
 * Success is left only by refund, void, dispute or override, never by a late "pending" or "failed".
 */
export function reduceEvidence(evidence: readonly Evidence[]): PaymentState {
  const facts = withUnpaid(canonical(evidence));
  const collections = collectionsOf(facts);
  const held = heldOf(facts, collections);
  const capturedMinor = sum(collections.map((one) => one.amountMinor));
  const refundedMinor = sum(collections.map((one) => one.refundedMinor));
  const first = collections.reduce<Collection | null>(
    (earliest, one) => (earliest && earliest.completedAt <= one.completedAt ? earliest : one),
    null,
  );
  const base: PaymentState = {
    status: "created",
    capturedMinor,
    refundedMinor,
    completedAt: first?.completedAt ?? null,
    failureCode: null,
    failureReason: null,
    reviewReason: null,
    method: first?.method ?? latest(facts.filter((fact) => fact.method))?.method ?? null,
    collections,
    held,
  };
  return { ...base, ...decide(facts, base) };
}

function decide(facts: Evidence[], base: PaymentState): Partial<PaymentState> {
  const { collections, held, capturedMinor: captured, refundedMinor: refunded } = base;
  const override = overrideOf(facts);
  if (override === "conflict") return { status: "needs_review", reviewReason: "conflicting_overrides" };
  if (override) return decided(override, collections);

  if (collections.length > 0) {
    const dispute = disputeOf(facts);
    if (dispute) return { status: dispute };
    const kept = collections.filter((one) => one.refundedMinor < one.amountMinor);
    if (kept.length > 1) return { status: "needs_review", reviewReason: "two_successes" };
    if (kept.length === 0) {
      const onlyVoids =
        facts.some((fact) => fact.kind === "voided") && !facts.some((fact) => fact.kind === "refunded");
      return { status: onlyVoids && refunded === captured ? "voided" : "refunded" };
    }
    if (openSeatTaken(facts) !== null)
      return { status: "needs_review", reviewReason: "two_payments_one_seat" };
    return { status: kept[0]!.refundedMinor > 0 ? "partially_refunded" : "succeeded" };
  }

  const mismatches = facts.filter((fact) => fact.kind === "mismatch");
  // Wrong money that went back whole leaves nothing to look at.
  const returned = new Set(held.filter((one) => one.refundedMinor === one.amountMinor).map((one) => one.ref));
  const wentBack =
    mismatches.length > 0 && mismatches.every((fact) => returned.has(fact.transactionRef ?? ""));
  if (wentBack) return { status: "refunded" };
  const mismatch = latest(mismatches);
  if (mismatch) return { status: "needs_review", reviewReason: (mismatch.code ?? "amount") as ReviewReason };
  if (facts.some((fact) => fact.kind === "unknown_status"))
    return { status: "needs_review", reviewReason: "unknown_status" };
  return openState(facts);
}

/** Nothing was collected: the newest attempt speaks, and within it the newest transaction. */
function openState(facts: Evidence[]): Partial<PaymentState> {
  const telling = facts.filter((fact) => (openKinds as readonly string[]).includes(fact.kind));
  const newest = Math.max(0, ...telling.map((fact) => fact.attemptNumber));
  const own = telling.filter((fact) => fact.attemptNumber === newest);
  const transactions = own.filter((fact) => ["pending", "authorized", "failed"].includes(fact.kind));
  const last = latest(transactions);
  const said = last && transactions.filter((fact) => fact.transactionRef === last.transactionRef);
  const failures = said?.filter((fact) => fact.kind === "failed") ?? [];
  // A decline says more than time running out, whichever was told last: iKhokha gives no times to tell them by. And a
  // callback with the bank's reason says more than the bare failure that iKhokha's status answers afterwards.
  const declines = failures.filter((fact) => fact.code !== "expired");
  const reasoned = declines.filter((fact) => fact.source === "webhook" || fact.code !== "declined");
  const failed = latest(reasoned) ?? latest(declines) ?? latest(failures);
  // Two gateways' words for one end: a refusal at the door, a declined card, or time running out.
  const expired = latest(own.filter((fact) => fact.kind === "expired"));
  const refused = latest(own.filter((fact) => fact.kind === "refused"));
  const end = failed ?? refused ?? expired;
  if (expired && !failed) return { status: "expired", ...failureOf(expired) };
  if (end)
    return {
      status: end.kind === "expired" || end.code === "expired" ? "expired" : "failed",
      ...failureOf(end),
    };
  if (last) return { status: "pending" };
  return { status: own.some((fact) => fact.kind === "redirected") ? "redirected" : "created" };
}

const openKinds = ["redirected", "refused", "pending", "authorized", "failed", "expired"] as const;

const failureOf = (fact: Evidence) => ({
  failureCode: (fact.code ?? "unknown") as GatewayErrorCode,
  failureReason: fact.reason,
});

/** Each transaction that collected money, with the most that was ever given back of it. */
function collectionsOf(facts: Evidence[]): Collection[] {
  const byRef = new Map<string, Collection>();
  for (const fact of facts) {
    if (fact.kind !== "succeeded" && fact.kind !== "refunded" && fact.kind !== "voided") continue;
    if (fact.amountMinor === null || fact.transactionRef === null) continue;
    // A voucher's transaction is as old as the voucher (gateways.md P2): it was paid when we heard of it.
    const slow = fact.method === "kiosk" || fact.method === "wallet" || fact.method === "cash";
    const at = slow ? fact.recordedAt : (fact.gatewayAt ?? fact.recordedAt);
    const held = byRef.get(fact.transactionRef);
    const refundedMinor = fact.kind === "voided" ? fact.amountMinor : (fact.refundedMinor ?? 0);
    byRef.set(fact.transactionRef, {
      ref: fact.transactionRef,
      amountMinor: held?.amountMinor ?? fact.amountMinor,
      refundedMinor: Math.min(
        Math.max(held?.refundedMinor ?? 0, refundedMinor),
        held?.amountMinor ?? fact.amountMinor,
      ),
      completedAt: Math.min(held?.completedAt ?? at, at),
      method: held?.method ?? fact.method,
    });
  }
  return [...byRef.values()];
}

/** Whose word about wrong money is booked; a claim of anyone else is evidence and no more. */
const ranks: Partial<Record<EvidenceSource, HeldMoney["rank"]>> = {
  settlement: 3,
  poll: 2,
  return: 2,
  webhook: 1,
};

/**
 * Each transaction that collected something else than was asked: the best source's word, the most where sources of
 * one rank differ. Once the same transaction is known to be honest it is a collection, and held no more.
 */
function heldOf(facts: Evidence[], collections: readonly Collection[]): HeldMoney[] {
  const collected = new Set(collections.map((one) => one.ref));
  const told = facts.flatMap((fact): HeldMoney[] => {
    const { transactionRef: ref, amountMinor, currency, code } = fact;
    const rank = ranks[fact.source];
    if (fact.kind !== "mismatch" || (code !== "amount" && code !== "currency") || !rank) return [];
    if (ref === null || !amountMinor || currency === null || collected.has(ref)) return [];
    return [{ ref, amountMinor, currency, refundedMinor: fact.refundedMinor ?? 0, rank }];
  });
  const best = new Map<string, HeldMoney>();
  for (const one of told) {
    const known = best.get(one.ref);
    const order =
      known &&
      (compare(one.rank, known.rank) ||
        compare(one.amountMinor, known.amountMinor) ||
        compare(one.currency, known.currency));
    if (!known || order! > 0) best.set(one.ref, one);
  }
  return [...best.values()].map((held) => {
    const same = told.filter((one) => one.ref === held.ref && one.currency === held.currency);
    const returned = Math.max(...same.map((one) => one.refundedMinor));
    return { ...held, refundedMinor: Math.min(returned, held.amountMinor) };
  });
}

/** The key of the fact that says another payment holds the seat, unless that seat was released since. */
export function openSeatTaken(
  facts: ReadonlyArray<Pick<Evidence, "kind" | "dedupeKey" | "transactionRef">>,
): string | null {
  const released = new Set(
    facts.filter((fact) => fact.kind === "seat_released").map((fact) => fact.transactionRef),
  );
  const taken = facts.filter((fact) => fact.kind === "seat_taken" && !released.has(fact.dedupeKey));
  return taken[0]?.dedupeKey ?? null;
}

/**
 * Staff overrides: `code` is the status decided, `reason` why; `transactionRef` names the dedupe key of the
 * override it replaces. One unreplaced override speaks; two that disagree are a conflict.
 */
function overrideOf(facts: Evidence[]): Evidence | "conflict" | null {
  const overrides = facts.filter((fact) => fact.kind === "override");
  const replaced = new Set(overrides.map((fact) => fact.transactionRef));
  const heads = overrides.filter((fact) => !replaced.has(fact.dedupeKey));
  if (new Set(heads.map((fact) => fact.code)).size > 1) return "conflict";
  const head = latest(heads);
  // "none" lifts an override: the evidence speaks again.
  return head && head.code !== "none" ? head : null;
}

/** What a person decided, with the moment or the reason that such a status needs. */
function decided(override: Evidence, collections: readonly Collection[]): Partial<PaymentState> {
  const status = override.code as PaymentStatus;
  if (status === "failed" || status === "expired")
    return { status, ...failureOf({ ...override, code: status === "expired" ? "expired" : null }) };
  return { status, ...(isPaid(status) && collections.length === 0 && { completedAt: momentOf(override) }) };
}

/** Each dispute is open until its outcome is known; a lost one stays lost. Before any money is known, none of it speaks. */
function disputeOf(facts: Evidence[]): PaymentStatus | null {
  const of = (kind: EvidenceKind) =>
    new Set(facts.filter((fact) => fact.kind === kind).map((fact) => fact.transactionRef));
  if (of("dispute_lost").size > 0) return "lost";
  const won = of("dispute_won");
  return [...of("disputed")].some((ref) => !won.has(ref)) ? "disputed" : null;
}

/** The same set gives the same list, whatever order and however often its facts arrived. */
function canonical(evidence: readonly Evidence[]): Evidence[] {
  const unique = new Map(evidence.map((fact) => [fact.dedupeKey, fact]));
  return [...unique.values()].sort(
    (a, b) => compare(momentOf(a), momentOf(b)) || compare(a.dedupeKey, b.dedupeKey),
  );
}

const momentOf = (fact: Evidence) => fact.gatewayAt ?? fact.recordedAt;
const compare = <T extends string | number>(a: T, b: T) => (a < b ? -1 : a > b ? 1 : 0);
const latest = <T>(sorted: T[]): T | null => sorted.at(-1) ?? null;
const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);
