import fc from "fast-check";
import type { Evidence, EvidenceKind, EvidenceSource } from "#app/features/payments/payment.ts";
import type { GatewayErrorCode } from "#app/gateways/gateway.ts";

/** What every attempt of the made-up payments asks for. */
export const asked = { minor: 45_000, currency: "EGP" };

/** One fact; what a test does not name is neutral. Its key follows from what it says, as the writer's does. */
export function said(kind: EvidenceKind, more: Partial<Evidence> = {}): Evidence {
  const money = kind === "succeeded" || kind === "refunded" || kind === "voided";
  const fact: Evidence = {
    kind,
    source: "webhook",
    attemptNumber: 1,
    transactionRef: ["redirected", "refused", "expired", "override", "seat_taken"].includes(kind)
      ? null
      : "T1",
    amountMinor: money ? asked.minor : null,
    currency: money ? asked.currency : null,
    refundedMinor: null,
    gatewayAt: null,
    recordedAt: 1_000,
    method: null,
    code: null,
    reason: null,
    dedupeKey: "",
    ...more,
  };
  const { source, attemptNumber, transactionRef, amountMinor, refundedMinor, code } = fact;
  const words = [source, fact.kind, attemptNumber, transactionRef, amountMinor, refundedMinor, code];
  return { ...fact, dedupeKey: more.dedupeKey ?? words.join(":") };
}

/**
 * A fact as gateways can tell it of one payment with three attempts. Attempts 1 and 2 are Paymob's: several
 * transactions each, every one with its own time, the same in each telling. Attempt 3 is iKhokha's: one link, no times.
 */
export const anyFact: fc.Arbitrary<Evidence> = fc
  .record({
    attempt: fc.constantFrom(1, 2, 3),
    transaction: fc.nat(2),
    source: fc.constantFrom<EvidenceSource>("webhook", "poll", "return", "settlement"),
    kind: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom<EvidenceKind>("pending", "failed", "succeeded", "authorized") },
      { weight: 3, arbitrary: fc.constantFrom<EvidenceKind>("redirected", "refused", "expired") },
      { weight: 3, arbitrary: fc.constantFrom<EvidenceKind>("refunded", "voided") },
      { weight: 1, arbitrary: fc.constantFrom<EvidenceKind>("mismatch", "unknown_status") },
      { weight: 2, arbitrary: fc.constantFrom<EvidenceKind>("seat_taken", "seat_released") },
      { weight: 1, arbitrary: fc.constantFrom<EvidenceKind>("disputed", "dispute_won", "dispute_lost") },
    ),
    refunded: fc.constantFrom(0, 1, 20_000, 44_999, asked.minor),
    code: fc.constantFrom<GatewayErrorCode>("declined", "insufficient_funds", "expired", "cancelled"),
    mismatch: fc.constantFrom("amount", "currency", "order", "account"),
  })
  .map(({ attempt, transaction, source, kind, refunded, code, mismatch }) => {
    const ref = attempt === 3 ? "LINK" : `T${attempt}${transaction}`;
    const gatewayAt = attempt === 3 ? null : (attempt * 10 + ((transaction * 7) % 5)) * 10;
    if (kind === "redirected" || kind === "refused" || kind === "expired")
      return said(kind, {
        source: kind === "expired" ? "system" : "checkout",
        attemptNumber: attempt,
        code: kind === "redirected" ? null : kind === "expired" ? "expired" : "unavailable",
      });
    // Up to three times the seat is another's, and released again: each release names what it ends.
    if (kind === "seat_taken" || kind === "seat_released") {
      const taken = `seat_taken:${transaction + 1}`;
      const system = { source: "system", attemptNumber: 0 } as const;
      if (kind === "seat_taken") return said(kind, { ...system, reason: "pay_other", dedupeKey: taken });
      return said(kind, { ...system, transactionRef: taken, dedupeKey: `seat_released:${taken}` });
    }
    // Wrong money: another sum by each teller, some of it given back, and perhaps honest after all.
    if (kind === "mismatch" && (mismatch === "amount" || mismatch === "currency")) {
      const wrong = 40_000 + (refunded % 7);
      return said(kind, {
        source,
        attemptNumber: attempt,
        transactionRef: ref,
        gatewayAt,
        amountMinor: wrong,
        currency: mismatch === "currency" ? "USD" : asked.currency,
        refundedMinor: refunded === 1 ? null : refunded,
        code: mismatch,
      });
    }
    return said(kind, {
      source,
      attemptNumber: attempt,
      transactionRef: ref,
      gatewayAt,
      refundedMinor: kind === "refunded" ? refunded : null,
      code: kind === "failed" ? code : kind === "mismatch" ? mismatch : null,
    });
  });

/** A set of facts, and an order in which all of them arrive, some more than once. */
export const anyArrival = fc
  .uniqueArray(anyFact, { minLength: 1, maxLength: 10, selector: (fact) => fact.dedupeKey })
  .chain((facts) =>
    fc
      .tuple(
        fc.shuffledSubarray([...facts.keys()], { minLength: facts.length }),
        fc.array(fc.tuple(fc.nat(facts.length - 1), fc.nat(2 * facts.length)), { maxLength: 6 }),
        fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 4 }),
      )
      .map(([order, repeats, steps]) => {
        const arrivals = [...order];
        for (const [index, at] of repeats) arrivals.splice(at % (arrivals.length + 1), 0, index);
        return { facts, arrivals: arrivals.map((index) => facts[index]!), steps };
      }),
  );
