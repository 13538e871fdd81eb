import { defaultTimeouts, type Timeouts } from "#app/gateways/timeouts.ts";
import type { Env, PaymobIntegration } from "#app/lib/env.server.ts";

/** The merchant account Bursar speaks for: one API host, its four credentials, its integrations. */
export interface PaymobAccount {
  baseUrl: string;
  /** With `{publicKey}` and `{clientSecret}`; Paymob moved its checkout host in 2026 (gateways.md P1). */
  checkoutUrl: string;
  secretKey: string;
  publicKey: string;
  apiKey: string;
  hmacSecret: string;
  integrations: readonly PaymobIntegration[];
  timeouts: Timeouts;
}

/** The account of this environment; null unless every key is there, the webhook secret above all. */
export function readPaymobAccount(env: Env, timeouts: Timeouts = defaultTimeouts): PaymobAccount | null {
  const { PAYMOB_BASE_URL, PAYMOB_CHECKOUT_URL, PAYMOB_SECRET_KEY, PAYMOB_PUBLIC_KEY } = env;
  const { PAYMOB_API_KEY, PAYMOB_HMAC_SECRET, PAYMOB_INTEGRATION_IDS } = env;
  if (!PAYMOB_BASE_URL || !PAYMOB_CHECKOUT_URL || !PAYMOB_SECRET_KEY || !PAYMOB_PUBLIC_KEY) return null;
  // An empty secret verifies for anyone: without it there is no webhook, and so no gateway.
  if (!PAYMOB_API_KEY || !PAYMOB_HMAC_SECRET || PAYMOB_INTEGRATION_IDS.length === 0) return null;
  return {
    baseUrl: PAYMOB_BASE_URL,
    checkoutUrl: PAYMOB_CHECKOUT_URL,
    secretKey: PAYMOB_SECRET_KEY,
    publicKey: PAYMOB_PUBLIC_KEY,
    apiKey: PAYMOB_API_KEY,
    hmacSecret: PAYMOB_HMAC_SECRET,
    integrations: PAYMOB_INTEGRATION_IDS,
    timeouts,
  };
}

/** What a new checkout may offer. Retired ones are ours all the same: their payments are asked about and given back. */
export const offeredIntegrations = (account: PaymobAccount) =>
  account.integrations.filter((integration) => !integration.retired);

export function findIntegration(account: PaymobAccount, id: number): PaymobIntegration | undefined {
  return account.integrations.find((integration) => integration.id === id);
}

/**
 * Could digits have moved from the transaction's id into this integration id and still name one of ours?
 * Only where one of our ids ends with another: then the signature alone does not say which was meant.
 */
export function isAmbiguousIntegration(account: PaymobAccount, id: number): boolean {
  return account.integrations.some(
    (other) =>
      other.id !== id && (String(other.id).endsWith(String(id)) || String(id).endsWith(String(other.id))),
  );
}
