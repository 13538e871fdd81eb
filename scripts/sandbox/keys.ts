/**
 * The sandbox's merchant account: fixed credentials, obviously fake, good for nothing but this sandbox.
 * The product is started with them; the sandbox process reads its own from the same variables, so a test can set others.
 */
export function sandboxEnv(origin: string): Record<string, string> {
  return {
    PAYMOB_BASE_URL: origin,
    PAYMOB_CHECKOUT_URL: `${origin}/unifiedcheckout/?publicKey={publicKey}&clientSecret={clientSecret}`,
    PAYMOB_SECRET_KEY: "egy_sk_test_sandbox_0000000000000000000000000000000000000000",
    PAYMOB_PUBLIC_KEY: "egy_pk_test_sandbox_0000000000000000",
    PAYMOB_API_KEY: "sandbox-api-key-0000000000000000",
    PAYMOB_HMAC_SECRET: "5A4DB0C5A4DB0C5A4DB0C5A4DB0C0000",
    PAYMOB_INTEGRATION_IDS: [
      "4097558:card:EGP",
      "4097559:wallet:EGP",
      "4097560:kiosk:EGP",
      "4097561:card:SAR",
      "4097562:card:AED",
      "4097563:card:OMR",
    ].join(","),
    IKHOKHA_BASE_URL: `${origin}/public-api/v1/api`,
    IKHOKHA_APP_ID: "IKSANDBOX0000000000000000000000",
    IKHOKHA_APP_SECRET: "sandbox-ikhokha-app-secret-00000",
    IKHOKHA_ENTITY_ID: "sandbox-school",
  };
}

export interface Integration {
  id: number;
  /** card, wallet or kiosk: what the hosted page offers for it. */
  method: string;
  currency: string;
}

export interface SandboxKeys {
  paymob: {
    secretKey: string;
    publicKey: string;
    apiKey: string;
    hmacSecret: string;
    integrations: Integration[];
  };
  ikhokha: { appId: string; appSecret: string };
}

/** Reads the account from the environment; what is not set is the sandbox's own. */
export function readSandboxKeys(source: Record<string, string | undefined>): SandboxKeys {
  const own = sandboxEnv("http://127.0.0.1");
  const value = (name: string) => source[name]?.trim() || own[name]!;
  return {
    paymob: {
      secretKey: value("PAYMOB_SECRET_KEY"),
      publicKey: value("PAYMOB_PUBLIC_KEY"),
      apiKey: value("PAYMOB_API_KEY"),
      hmacSecret: value("PAYMOB_HMAC_SECRET"),
      integrations: value("PAYMOB_INTEGRATION_IDS").split(",").map(readIntegration),
    },
    ikhokha: { appId: value("IKHOKHA_APP_ID"), appSecret: value("IKHOKHA_APP_SECRET") },
  };
}

function readIntegration(text: string): Integration {
  const [id, method, currency] = text.trim().split(":");
  if (!/^[1-9]\d*$/.test(id ?? "") || !method || !currency)
    throw new Error(`PAYMOB_INTEGRATION_IDS: "${text}" is not id:method:currency, such as 4097558:card:EGP`);
  return { id: Number(id), method, currency };
}
