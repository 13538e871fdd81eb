import type { Collection } from "#app/features/payments/payment.ts";
import type { GatewayName } from "#app/gateways/gateway.ts";
import type { ledgerKinds } from "#db/schema.ts";

/** One movement of money: amount in minor units, from the credit account to the debit account. */
export interface LedgerRow {
  kind: (typeof ledgerKinds)[number];
  debit_account: string;
  credit_account: string;
  amount_minor: number;
  currency: string;
  entry_key: string;
}

/**
 * The entries that take the books from what was collected before to what is collected now.
 * Totals in, differences out: an entry key names the total it leads to, so nothing is booked twice.
 */
export function bookMovements(input: {
  before: readonly Collection[];
  after: readonly Collection[];
  currency: string;
  gatewayOf: (transactionRef: string) => GatewayName;
  wasVoided: (transactionRef: string) => boolean;
}): LedgerRow[] {
  return input.after.flatMap((collection) => {
    const known = input.before.find((one) => one.ref === collection.ref);
    const rows: LedgerRow[] = [];
    const gateway = `gateway:${input.gatewayOf(collection.ref)}`;
    const sales = "course_sales";
    const { currency } = input;
    if (!known)
      rows.push({
        kind: "capture",
        debit_account: gateway,
        credit_account: sales,
        amount_minor: collection.amountMinor,
        currency,
        entry_key: `capture:${collection.ref}`,
      });
    const given = collection.refundedMinor - (known?.refundedMinor ?? 0);
    const kind = input.wasVoided(collection.ref) ? "void" : "refund";
    if (given > 0)
      rows.push({
        kind,
        debit_account: sales,
        credit_account: gateway,
        amount_minor: given,
        currency,
        entry_key: `${kind}:${collection.ref}:${collection.refundedMinor}`,
      });
    return rows;
  });
}
