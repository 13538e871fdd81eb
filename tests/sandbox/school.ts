import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { sandboxEnv } from "#scripts/sandbox/keys.ts";
import { type RunningSandbox, startSandbox } from "#scripts/sandbox/server.ts";
import { type Merchant, startMerchant } from "./merchant.ts";

// biome-ignore lint/suspicious/noExplicitAny: the tests read answers of any shape
type Json = any;
export interface Answer {
  status: number;
  body: Json;
}

export const keys = sandboxEnv("http://127.0.0.1") as Record<string, string>;
export const secretKey = { authorization: `Token ${keys.PAYMOB_SECRET_KEY}` };

/** A sandbox and a school of one test file, empty before each test. */
export function useSchool() {
  let sandbox: RunningSandbox;
  let merchant: Merchant;
  let counter = 0;

  beforeAll(async () => {
    merchant = await startMerchant();
    sandbox = await startSandbox({ port: 0, retryBaseMs: 1 });
  });
  afterAll(async () => {
    await sandbox.close();
    await merchant.close();
  });
  beforeEach(async () => {
    await call("POST", "/_sandbox/reset");
    merchant.received.length = 0;
    merchant.answers.length = 0;
  });

  async function call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await fetch(sandbox.origin + path, {
      method,
      headers: { "content-type": "application/json", ...headers },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text.startsWith("<") ? text : JSON.parse(text) };
  }

  /** A right intention body; give what should differ. */
  const intention = (changes: Record<string, unknown> = {}) => ({
    amount: 45_000,
    currency: "EGP",
    payment_methods: [4097558, 4097559, 4097560],
    items: [{ name: "Data Analysis", amount: 45_000, quantity: 1 }],
    billing_data: {
      first_name: "Mona",
      last_name: "Adel",
      email: "mona@example.com",
      phone_number: "+200000000000",
    },
    special_reference: `att_${++counter}`,
    notification_url: `${merchant.origin}/hooks/paymob?tenant=1`,
    redirection_url: `${merchant.origin}/result?payment=pay_1.token`,
    ...changes,
  });
  const paylink = (changes: Record<string, unknown> = {}) => ({
    entityID: keys.IKHOKHA_ENTITY_ID,
    amount: 90_000,
    currency: "ZAR",
    requesterUrl: "http://127.0.0.1:3000",
    description: "Data Analysis",
    mode: "live",
    externalTransactionID: `att_${++counter}`,
    urls: {
      callbackUrl: `${merchant.origin}/hooks/ikhokha`,
      successPageUrl: `${merchant.origin}/success`,
      failurePageUrl: `${merchant.origin}/failure`,
      cancelUrl: `${merchant.origin}/cancel`,
    },
    ...changes,
  });
  return {
    call,
    intention,
    paylink,
    merchant: () => merchant,
    sandbox: () => sandbox,
    createIntention: (changes?: Record<string, unknown>) =>
      call("POST", "/v1/intention/", intention(changes), secretKey),
    ikhokha: (method: string, path: string, body?: unknown) => {
      const text = body === undefined ? "" : JSON.stringify(body);
      const full = `/public-api/v1/api${path}`;
      return call(method, full, body && text, ikhokhaHeaders(full.split("?")[0] + text));
    },
    token: async () => (await call("POST", "/api/auth/tokens", { api_key: keys.PAYMOB_API_KEY })).body.token,
    idle: () => call("GET", "/_sandbox/idle?timeoutMs=5000"),
  };
}

/** The headers of an iKhokha request, signed by the rule written out once more: addslashes, then HMAC-SHA256. */
export function ikhokhaHeaders(message: string, secret?: string): Record<string, string> {
  return signedAsIs(withoutApostrophes(message).replaceAll("'", "\\'"), secret);
}

/** The escaping of the official C# and Dart samples, which leave apostrophes alone. */
export function withoutApostrophes(message: string): string {
  return message.replaceAll("\\", "\\\\").replaceAll('"', '\\"');
}

export function signedAsIs(escaped: string, secret = keys.IKHOKHA_APP_SECRET!): Record<string, string> {
  const sign = createHmac("sha256", secret).update(escaped).digest("hex");
  return { "ik-appid": keys.IKHOKHA_APP_ID!, "ik-sign": sign };
}
