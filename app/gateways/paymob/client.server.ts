import type { PaymobAccount } from "#app/gateways/paymob/account.server.ts";
import { createAuthToken } from "#app/gateways/paymob/auth-token.server.ts";
import { callHttp, type HttpReply } from "#app/lib/http-client.server.ts";

export interface PaymobClient {
  /** Moves money or opens a way to: sent once, never repeated. With the secret key. */
  write(path: string, body: unknown): Promise<HttpReply>;
  /** Asks. Repeated where that may help; the token is renewed once when Paymob refuses it. */
  read(method: "GET" | "POST", path: string, body?: unknown): Promise<HttpReply>;
}

export function createPaymobClient(account: PaymobAccount): PaymobClient {
  const authToken = createAuthToken(account);

  const readOnce = (method: "GET" | "POST", path: string, body: unknown, token: string) =>
    callHttp({
      method,
      url: account.baseUrl + path,
      headers: { ...json, authorization: `Bearer ${token}` },
      body: body === undefined ? undefined : JSON.stringify(body),
      timeoutMs: account.timeouts.readMs,
      safeToRepeat: true,
    });

  return {
    write: (path, body) =>
      callHttp({
        method: "POST",
        url: account.baseUrl + path,
        headers: { ...json, authorization: `Token ${account.secretKey}` },
        body: JSON.stringify(body),
        timeoutMs: account.timeouts.writeMs,
        safeToRepeat: false,
      }),

    async read(method, path, body) {
      const first = await authToken.get();
      if (first.outcome === "none") return first.reply;
      const reply = await readOnce(method, path, body, first.token);
      if (reply.outcome !== "answered" || reply.status !== 401) return reply;
      authToken.discard(first.token);
      const second = await authToken.get();
      return second.outcome === "none" ? second.reply : readOnce(method, path, body, second.token);
    },
  };
}

const json = { "content-type": "application/json", accept: "application/json" };
