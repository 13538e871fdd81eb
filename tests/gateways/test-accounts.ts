import type { CheckoutRequest, Gateway } from "#app/gateways/gateway.ts";
import { createGateways } from "#app/gateways/registry.server.ts";
import { type Env, readEnv } from "#app/lib/env.server.ts";

export const fixtureSecret = "fixture-hmac-secret";

const base = {
  APP_URL: "https://bursar.example.com",
  DATABASE_URL: "postgres://nowhere/none",
  SESSION_SECRET: "0123456789abcdef0123456789abcdef",
};

export const paymobKeys = {
  PAYMOB_BASE_URL: "http://127.0.0.1:1",
  PAYMOB_CHECKOUT_URL: "https://checkout.example.com/?publicKey={publicKey}&clientSecret={clientSecret}",
  PAYMOB_SECRET_KEY: "egy_sk_test_0000",
  PAYMOB_PUBLIC_KEY: "egy_pk_test_0000",
  PAYMOB_API_KEY: "api-key-0000",
  PAYMOB_HMAC_SECRET: fixtureSecret,
  PAYMOB_INTEGRATION_IDS: "4097558:card:EGP,1994494:kiosk:EGP,3871725:wallet:EGP,16105:card:OMR",
};

export const ikhokhaKeys = {
  IKHOKHA_BASE_URL: "http://127.0.0.1:1/public-api/v1/api",
  IKHOKHA_APP_ID: "IKTESTAPPID",
  IKHOKHA_APP_SECRET: "ik-fixture-app-secret",
  IKHOKHA_ENTITY_ID: "4",
};

export const testEnv = (changes: Record<string, string>): Env =>
  readEnv({ ...base, ...changes } as unknown as NodeJS.ProcessEnv);

const timeouts = { readMs: 400, writeMs: 400 };

export function paymob(changes: Partial<typeof paymobKeys> = {}): Gateway {
  return createGateways(testEnv({ ...paymobKeys, ...changes }), { timeouts }).get("paymob")!;
}

export function ikhokha(changes: Partial<typeof ikhokhaKeys> & { APP_URL?: string } = {}): Gateway {
  return createGateways(testEnv({ ...ikhokhaKeys, ...changes }), { timeouts }).get("ikhokha")!;
}

export const checkoutRequest = (changes: Partial<CheckoutRequest> = {}): CheckoutRequest => ({
  attemptId: "att_01jd3k0000000000000000000a",
  paymentId: "pay_01jd3k0000000000000000000a",
  amount: { minor: 45000, currency: "EGP" },
  description: "Bookkeeping for beginners",
  student: { firstName: "Mona", lastName: "Hassan", email: "mona@example.com", phone: null },
  notificationUrl: "https://bursar.example.com/api/payments/webhook/paymob",
  returnUrls: {
    success: "https://bursar.example.com/courses/crs_1/payment/result?payment=pay_1.token",
    failure: "https://bursar.example.com/courses/crs_1/payment/result?payment=pay_1.token",
    cancel: "https://bursar.example.com/courses/crs_1/payment/result?payment=pay_1.token",
  },
  expiresInSeconds: 3600,
  ...changes,
});
