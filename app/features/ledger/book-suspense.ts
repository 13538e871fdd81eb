import type { LedgerRow } from "#app/features/ledger/book-movements.ts";
import type { HeldMoney } from "#app/features/payments/payment.ts";
import type { GatewayName } from "#app/gateways/gateway.ts";

/**
 * The entries that take the suspense account from what was held before to what is held now: money the gateway has
 * for us that is not what was asked. Totals in, differences out. What we know of one transaction only ever moves on
 * (a better source, more of it, more given back), so a key that names all of it is booked once.
 */
export function bookSuspense(input: {
  before: readonly HeldMoney[];
  after: readonly HeldMoney[];
  gatewayOf: (transactionRef: string) => GatewayName;
}): LedgerRow[] {
  const refs = new Set([...input.before, ...input.after].map((one) => one.ref));
  return [...refs].flatMap((ref) => {
    const before = input.before.find((one) => one.ref === ref);
    const after = input.after.find((one) => one.ref === ref);
    const gateway = `gateway:${input.gatewayOf(ref)}`;
    const key = after
      ? `${ref}:${after.rank}:${after.amountMinor}:${after.refundedMinor}:${after.currency}`
      : `${ref}:settled`;
    const sameCurrency = before && after && before.currency === after.currency;
    // Another currency, or honest money after all: what was held is taken out whole.
    const out = before && !sameCurrency ? [entry("corrected", -netOf(before), before.currency)] : [];
    const known = sameCurrency ? before : { amountMinor: 0, refundedMinor: 0 };
    if (!after) return out.flat();
    const received = after.amountMinor - known.amountMinor;
    return [
      ...out,
      entry(received < 0 ? "corrected" : "received", received, after.currency),
      entry("returned", known.refundedMinor - after.refundedMinor, after.currency),
    ].flat();

    /** Positive: money came to suspense from the gateway. Negative: it went back. */
    function entry(
      what: "received" | "returned" | "corrected",
      minor: number,
      currency: string,
    ): LedgerRow[] {
      if (minor === 0) return [];
      const came = minor > 0;
      return [
        {
          kind: came ? "suspense_in" : "suspense_out",
          debit_account: came ? gateway : "suspense",
          credit_account: came ? "suspense" : gateway,
          amount_minor: Math.abs(minor),
          currency,
          entry_key: `suspense:${what}:${key}`,
        },
      ];
    }
  });
}

const netOf = (held: HeldMoney) => held.amountMinor - held.refundedMinor;

/** What is in suspense by currency: received in all, and how much of it went back. */
export function suspenseTotals(held: readonly HeldMoney[]): SuspenseTotal[] {
  const totals = new Map<string, SuspenseTotal>();
  for (const { currency, amountMinor, refundedMinor } of held) {
    const total = totals.get(currency) ?? { currency, amountMinor: 0, returnedMinor: 0 };
    totals.set(currency, {
      currency,
      amountMinor: total.amountMinor + amountMinor,
      returnedMinor: total.returnedMinor + refundedMinor,
    });
  }
  return [...totals.values()];
}

export interface SuspenseTotal {
  currency: string;
  amountMinor: number;
  returnedMinor: number;
}
