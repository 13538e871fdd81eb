import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { bookMovements, type LedgerRow } from "#app/features/ledger/book-movements.ts";
import { bookSuspense, suspenseTotals } from "#app/features/ledger/book-suspense.ts";
import {
  type Evidence,
  isPaid,
  type PaymentState,
  type PaymentStatus,
  paymentStatuses,
} from "#app/features/payments/payment.ts";
import { reduceEvidence } from "#app/features/payments/reduce-evidence.ts";
import { edges, mayMove } from "#app/features/payments/status-moves.ts";
import { notPaid, notPaidKey } from "#app/features/payments/unread-words.ts";
import { anyArrival, asked, said } from "#tests/features/payments/evidence-sets.ts";

const status = (...facts: Evidence[]) => reduceEvidence(facts).status;
const paid = said("succeeded", { gatewayAt: 100 });

/** What no order of arrival may change. The reason of a review or a failure may be whichever was told last. */
const settled = (state: PaymentState) => ({
  status: state.status,
  captured: state.capturedMinor,
  refunded: state.refundedMinor,
  collections: state.collections.map((one) => `${one.ref}:${one.amountMinor}:${one.refundedMinor}`).sort(),
  held: state.held.map((one) => `${one.ref}:${one.amountMinor}:${one.refundedMinor}:${one.currency}`).sort(),
});

test("10,000 random orders and repeats of random evidence end in the same state, by legal moves, with a ledger that agrees", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(anyArrival, ({ facts, arrivals, steps }) => {
      const whole = reduceEvidence(facts);
      const must = (holds: boolean, what: string) => {
        if (!holds) throw new Error(what);
      };
      must(isDeepStrictEqual(reduceEvidence(arrivals), whole), "another order gives another state");

      // As the writer meets them: a few at a time, known ones skipped, each recorded when it came.
      const known = new Map<string, Evidence>();
      const ledger: LedgerRow[] = [];
      let state = reduceEvidence([]);
      for (let at = 0, step = 0; at < arrivals.length; step += 1) {
        const size = steps[step % steps.length]!;
        for (const fact of arrivals.slice(at, at + size))
          if (!known.has(fact.dedupeKey))
            known.set(fact.dedupeKey, { ...fact, recordedAt: 1_000 + known.size });
        at += size;
        const next = reduceEvidence([...known.values()]);
        const move = `${state.status} -> ${next.status}`;
        must(mayMove(state.status, next.status), `${move} is no edge`);
        if (state.status !== next.status) seen.add(move);
        must(
          !isPaid(state.status) || !["pending", "failed", "expired"].includes(next.status),
          `${move} forgets money`,
        );
        must(next.refundedMinor <= next.capturedMinor, "more refunded than captured");
        must(next.capturedMinor >= state.capturedMinor, "captured money vanished");
        must(next.refundedMinor >= state.refundedMinor, "refunded money came back");
        must(!isPaid(next.status) || next.completedAt !== null, "paid at no time");
        const ended = next.status === "failed" || next.status === "expired";
        must(
          ended === (next.failureCode !== null),
          "a failure without its reason, or a reason without a failure",
        );
        ledger.push(...movements(state, next, known));
        state = next;
      }
      must(
        isDeepStrictEqual(settled(state), settled(whole)),
        "one at a time ends otherwise than all at once",
      );
      must(balance(ledger) === whole.capturedMinor - whole.refundedMinor, "the ledger differs");
      must(isDeepStrictEqual(suspense(ledger), heldBy(whole)), "suspense differs from what is held");
      must(new Set(ledger.map((row) => row.entry_key)).size === ledger.length, "a movement is booked twice");
    }),
    { numRuns: 10_000 },
  );
  // The machine has no edge that evidence never takes: a wrong move is not hidden in a generous table.
  const allowed = paymentStatuses.flatMap((from) => edges[from].map((to) => `${from} -> ${to}`));
  expect(seen.size).toBeGreaterThan(allowed.length * 0.8);
});

function movements(before: PaymentState, after: PaymentState, known: ReadonlyMap<string, Evidence>) {
  const gatewayOf = (ref: string) => (ref === "LINK" ? ("ikhokha" as const) : ("paymob" as const));
  return [
    ...bookMovements({
      before: before.collections,
      after: after.collections,
      currency: asked.currency,
      gatewayOf,
      wasVoided: (ref) =>
        [...known.values()].some((fact) => fact.kind === "voided" && fact.transactionRef === ref),
    }),
    ...bookSuspense({ before: before.held, after: after.held, gatewayOf }),
  ];
}

const inSuspense = (row: LedgerRow) => row.kind === "suspense_in" || row.kind === "suspense_out";
const balance = (rows: LedgerRow[]) =>
  rows
    .filter((row) => !inSuspense(row))
    .reduce((sum, row) => sum + (row.kind === "capture" ? row.amount_minor : -row.amount_minor), 0);

/** What the ledger says is left in suspense, by currency; nothing left is not named. */
function suspense(rows: LedgerRow[]): Record<string, number> {
  const left: Record<string, number> = {};
  for (const row of rows.filter(inSuspense))
    left[row.currency] =
      (left[row.currency] ?? 0) + (row.kind === "suspense_in" ? row.amount_minor : -row.amount_minor);
  return Object.fromEntries(Object.entries(left).filter(([, minor]) => minor !== 0));
}

const heldBy = ({ held }: PaymentState) =>
  Object.fromEntries(
    suspenseTotals(held)
      .map((one) => [one.currency, one.amountMinor - one.returnedMinor] as const)
      .filter(([, minor]) => minor !== 0),
  );

test("any order of overrides and evidence ends in the same state", () => {
  const overrides = fc
    .array(fc.tuple(fc.constantFrom("failed", "succeeded", "none"), fc.nat(3)), { maxLength: 4 })
    .map((list) =>
      list.map(([code, replaces], index) => {
        const transactionRef = replaces < index ? `o${replaces}` : null;
        return said("override", {
          source: "staff",
          attemptNumber: 0,
          code,
          transactionRef,
          dedupeKey: `o${index}`,
        });
      }),
    );
  fc.assert(
    fc.property(anyArrival, overrides, fc.infiniteStream(fc.nat()), ({ facts }, decisions, chance) => {
      const all = [...facts, ...decisions];
      const shuffled = all
        .map((fact) => ({ fact, at: chance.next().value as number }))
        .sort((a, b) => a.at - b.at)
        .map(({ fact }) => fact);
      expect(reduceEvidence(shuffled)).toEqual(reduceEvidence(all));
    }),
    { numRuns: 1_000 },
  );
});

test("a payment nobody spoke of is created", () => expect(status()).toBe("created"));

test("a late failure or pending never leaves success", () => {
  expect(status(paid, said("failed", { gatewayAt: 900 }))).toBe("succeeded");
  expect(status(paid, said("pending", { gatewayAt: 900 }))).toBe("succeeded");
  expect(status(paid, said("failed", { transactionRef: "T2", gatewayAt: 900 }))).toBe("succeeded");
  expect(status(paid, said("expired", { recordedAt: 9_000 }))).toBe("succeeded");
});

test("an iKhokha link that failed can be paid after all", () => {
  const failed = said("failed", { transactionRef: "link", code: "declined" });
  expect(status(failed)).toBe("failed");
  expect(status(failed, said("succeeded", { transactionRef: "link", source: "poll" }))).toBe("succeeded");
});

test("the bank's reason in a callback outlives the bare failure that asking answers afterwards", () => {
  const told = said("failed", { transactionRef: "link", code: "insufficient_funds", recordedAt: 10 });
  const answered = { transactionRef: "link", code: "declined", source: "poll" } as const;
  const why = (...facts: Evidence[]) => reduceEvidence(facts).failureCode;
  expect(why(told, said("failed", { ...answered, recordedAt: 20 }))).toBe("insufficient_funds");
  expect(why(said("failed", { ...answered, recordedAt: 20 }))).toBe("declined");
  // Another try on the same link: what its own callback says is the newer reason.
  const again = said("failed", { transactionRef: "link", code: "declined", recordedAt: 30 });
  expect(why(told, again)).toBe("declined");
});

test("a kiosk voucher is pending until it is paid, hours after the checkout itself ended", () => {
  const voucher = said("pending", { method: "kiosk" });
  expect(status(said("redirected"), voucher)).toBe("pending");
  expect(status(said("redirected"), voucher, said("expired", { code: "expired" }))).toBe("expired");
  expect(status(said("redirected"), voucher, said("expired", { code: "expired" }), paid)).toBe("succeeded");
});

test("the newest transaction of the newest attempt speaks while nothing was collected", () => {
  const first = said("failed", { transactionRef: "T1", gatewayAt: 10, code: "declined" });
  const second = said("pending", { transactionRef: "T2", gatewayAt: 20 });
  expect(status(second, first)).toBe("pending");
  expect(status(first, second, said("redirected", { attemptNumber: 2 }))).toBe("redirected");
  expect(status(second, said("failed", { transactionRef: "T2", gatewayAt: 20, code: "risk" }))).toBe(
    "failed",
  );
});

test("two collections of one payment are for a person to sort out, until one is given back", () => {
  const second = said("succeeded", { transactionRef: "T2", attemptNumber: 2 });
  const both = reduceEvidence([paid, second]);
  expect(both).toMatchObject({
    status: "needs_review",
    reviewReason: "two_successes",
    capturedMinor: 90_000,
  });
  const back = said("refunded", { transactionRef: "T2", attemptNumber: 2, refundedMinor: asked.minor });
  expect(reduceEvidence([paid, second, back])).toMatchObject({ status: "succeeded", refundedMinor: 45_000 });
});

test("refund totals are totals, in any order and never more than was collected", () => {
  const some = said("refunded", { refundedMinor: 20_000 });
  const more = said("refunded", { refundedMinor: 30_000 });
  const all = said("refunded", { refundedMinor: 45_000 });
  const tooMuch = said("refunded", { refundedMinor: 99_000 });
  expect(reduceEvidence([more, some, paid])).toMatchObject({
    status: "partially_refunded",
    refundedMinor: 30_000,
  });
  for (const order of [
    [paid, some, all],
    [all, paid, some],
    [some, all],
  ])
    expect(reduceEvidence(order)).toMatchObject({ status: "refunded", refundedMinor: 45_000 });
  expect(reduceEvidence([tooMuch])).toMatchObject({ status: "refunded", refundedMinor: 45_000 });
});

test("a refund that arrives before the payment it refunds books both", () => {
  const early = said("refunded", { refundedMinor: 45_000, source: "poll" });
  expect(reduceEvidence([early])).toMatchObject({ status: "refunded", capturedMinor: 45_000 });
  expect(status(early, paid)).toBe("refunded");
});

test("a late 'paid' after a refund brings nothing back", () => {
  const refunded = said("refunded", { refundedMinor: 45_000 });
  expect(status(refunded, said("succeeded", { source: "poll", recordedAt: 9_000 }))).toBe("refunded");
});

test("only money of another transaction revives a voided payment", () => {
  const taken = said("voided");
  expect(reduceEvidence([paid, taken])).toMatchObject({ status: "voided", refundedMinor: 45_000 });
  expect(status(paid, taken, said("succeeded", { source: "settlement" }))).toBe("voided");
  expect(status(paid, taken, said("succeeded", { transactionRef: "T2" }))).toBe("succeeded");
});

test("what does not match waits for a person until honest money comes", () => {
  const wrong = said("mismatch", { code: "amount" });
  expect(reduceEvidence([wrong])).toMatchObject({
    status: "needs_review",
    reviewReason: "amount",
    capturedMinor: 0,
  });
  expect(status(wrong, said("failed"), said("pending"))).toBe("needs_review");
  expect(status(wrong, paid)).toBe("succeeded");
  expect(status(paid, wrong)).toBe("succeeded");
});

test("a status nobody knows is under review, and an authorisation is not money", () => {
  expect(reduceEvidence([said("unknown_status")])).toMatchObject({
    reviewReason: "unknown_status",
    capturedMinor: 0,
  });
  expect(reduceEvidence([said("authorized")])).toMatchObject({ status: "pending", capturedMinor: 0 });
});

test("a dispute is open until its own outcome, and a lost one stays lost", () => {
  const disputed = said("disputed", { transactionRef: "D1" });
  expect(status(paid, disputed)).toBe("disputed");
  expect(status(said("dispute_won", { transactionRef: "D1" }), disputed, paid)).toBe("succeeded");
  expect(status(paid, disputed, said("dispute_won", { transactionRef: "D2" }))).toBe("disputed");
  expect(status(said("dispute_lost", { transactionRef: "D1" }), paid, disputed)).toBe("lost");
  expect(status(disputed, said("pending"))).toBe("pending");
});

test("a word nobody knew, once called unpaid, is a failure that money overrides; another word is not", () => {
  const onHold = said("unknown_status", { reason: "ON_HOLD" });
  const asked = said("unknown_status", { reason: "ON_HOLD", source: "poll", recordedAt: 9_000 });
  const unpaid = override(notPaidKey("T1", "ON_HOLD"), notPaid, "T1");
  expect(reduceEvidence([onHold, unpaid])).toMatchObject({ status: "failed", failureReason: "ON_HOLD" });
  expect(status(unpaid, onHold, asked)).toBe("failed");
  expect(status(onHold, unpaid, paid)).toBe("succeeded");
  expect(status(onHold, unpaid, said("pending", { attemptNumber: 2, transactionRef: "T2" }))).toBe("pending");
  expect(status(onHold, unpaid, said("unknown_status", { reason: "FROZEN" }))).toBe("needs_review");
  expect(status(onHold, unpaid, override("o1", "succeeded"))).toBe("succeeded");
});

const override = (key: string, code: string, replaces: string | null = null) =>
  said("override", {
    source: "staff",
    attemptNumber: 0,
    code,
    reason: `because ${key}`,
    transactionRef: replaces,
    recordedAt: 2_000,
    dedupeKey: key,
  });

test("an override speaks over the evidence, with what its status needs", () => {
  expect(reduceEvidence([said("pending"), override("o1", "succeeded")])).toMatchObject({
    status: "succeeded",
    completedAt: 2_000,
    capturedMinor: 0,
  });
  expect(reduceEvidence([paid, override("o1", "failed")])).toMatchObject({
    status: "failed",
    failureCode: "unknown",
    failureReason: "because o1",
    capturedMinor: 45_000,
  });
  expect(reduceEvidence([override("o1", "expired")]).failureCode).toBe("expired");
});

test("an override can be replaced and lifted; two that disagree are a conflict", () => {
  const one = override("o1", "failed");
  expect(status(paid, one, override("o2", "expired", "o1"))).toBe("expired");
  expect(status(paid, one, override("o2", "none", "o1"))).toBe("succeeded");
  expect(status(override("o2", "none", "o1"), paid, one)).toBe("succeeded");
  expect(reduceEvidence([paid, one, override("o2", "expired")]).reviewReason).toBe("conflicting_overrides");
  expect(status(paid, one, override("o2", "failed"))).toBe("failed");
});

test("a seat that another payment holds makes money wait for a person, until it is given back", () => {
  const taken = said("seat_taken", { source: "system", attemptNumber: 0 });
  expect(reduceEvidence([paid, taken])).toMatchObject({
    status: "needs_review",
    reviewReason: "two_payments_one_seat",
  });
  expect(status(paid, taken, said("refunded", { refundedMinor: 45_000 }))).toBe("refunded");
});

test("a released seat ends the wait, whichever is told first, until it is taken anew", () => {
  const system = { source: "system", attemptNumber: 0 } as const;
  const taken = said("seat_taken", { ...system, dedupeKey: "seat_taken" });
  const released = said("seat_released", { ...system, transactionRef: "seat_taken", dedupeKey: "r1" });
  const again = said("seat_taken", { ...system, dedupeKey: "seat_taken:2" });
  expect(status(paid, taken, released)).toBe("succeeded");
  expect(status(released, taken, paid, released)).toBe("succeeded");
  expect(status(again, released, taken, paid)).toBe("needs_review");
});

test("wrong money is held by its best source's word, and gone once it is known to be honest or went back", () => {
  const wrong = (source: Evidence["source"], amountMinor: number, refundedMinor: number | null = null) =>
    said("mismatch", { source, code: "amount", amountMinor, currency: "EGP", refundedMinor });
  const heldOf = (...facts: Evidence[]) => reduceEvidence(facts).held;
  expect(heldOf(wrong("webhook", 50_000), wrong("poll", 40_000))).toMatchObject([
    { ref: "T1", amountMinor: 40_000, refundedMinor: 0 },
  ]);
  expect(heldOf(wrong("poll", 40_000), paid)).toEqual([]);
  expect(heldOf(wrong("checkout", 40_000), wrong("staff", 40_000), wrong("system", 40_000))).toEqual([]);
  expect(
    heldOf({ ...wrong("poll", 40_000), code: "order" }, { ...wrong("poll", 1), code: "account" }),
  ).toEqual([]);
  expect(status(wrong("poll", 40_000), wrong("poll", 40_000, 15_000))).toBe("needs_review");
  expect(status(wrong("poll", 40_000, 40_000), wrong("webhook", 40_000))).toBe("refunded");
  expect(status(wrong("poll", 40_000, 40_000), { ...wrong("poll", 1), transactionRef: "T2" })).toBe(
    "needs_review",
  );
});

test("no status is left by evidence to one before the money was known", () => {
  const early: PaymentStatus[] = ["created", "redirected", "pending", "failed", "expired"];
  const late = paymentStatuses.filter((one) => !early.includes(one));
  for (const from of late) for (const to of early) expect(mayMove(from, to), `${from} -> ${to}`).toBe(false);
});

test("the rest refunded and another transaction paid, learned in one step, is a legal move", () => {
  const some = [paid, said("refunded", { refundedMinor: 20_000 })];
  const rest = [said("refunded", { refundedMinor: 45_000 }), said("succeeded", { transactionRef: "T2" })];
  expect(mayMove(status(...some), status(...some, ...rest))).toBe(true);
});
