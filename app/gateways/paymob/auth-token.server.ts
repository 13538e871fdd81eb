import { z } from "zod";
import type { PaymobAccount } from "#app/gateways/paymob/account.server.ts";
import { callHttp, type HttpReply } from "#app/lib/http-client.server.ts";

// Paymob's tokens live 60 minutes (gateways.md P1).
const lifetimeMs = 50 * 60_000;

export type TokenReply = { outcome: "token"; token: string } | { outcome: "none"; reply: HttpReply };

export interface AuthToken {
  /** The token, fetched once however many ask at the same time. */
  get(): Promise<TokenReply>;
  /** Paymob refused this one: the next `get` fetches another, unless somebody already has. */
  discard(token: string): void;
}

/** The older API's token, which its inquiries need; held for as long as it is surely good. */
export function createAuthToken(account: PaymobAccount, now: () => number = Date.now): AuthToken {
  let held: { token: string; until: number } | null = null;
  let asking: Promise<TokenReply> | null = null;

  async function ask(): Promise<TokenReply> {
    const reply = await callHttp({
      method: "POST",
      url: `${account.baseUrl}/api/auth/tokens`,
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ api_key: account.apiKey }),
      timeoutMs: account.timeouts.readMs,
      safeToRepeat: true,
    });
    const read = TokenAnswer.safeParse(reply);
    if (!read.success) return { outcome: "none", reply };
    held = { token: read.data.json.token, until: now() + lifetimeMs };
    return { outcome: "token", token: held.token };
  }

  return {
    async get() {
      if (held && now() < held.until) return { outcome: "token", token: held.token };
      asking ??= ask().finally(() => {
        asking = null;
      });
      return asking;
    },
    discard(token) {
      if (held?.token === token) held = null;
    },
  };
}

const TokenAnswer = z.object({
  outcome: z.literal("answered"),
  status: z.int().min(200).max(299),
  json: z.object({ token: z.string().min(1) }),
});
