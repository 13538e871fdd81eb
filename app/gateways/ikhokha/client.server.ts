import type { IkhokhaAccount } from "#app/gateways/ikhokha/account.server.ts";
import { sign } from "#app/gateways/ikhokha/signature.server.ts";
import { callHttp, type HttpReply } from "#app/lib/http-client.server.ts";

export interface IkhokhaClient {
  /** Sent once, never repeated. The bytes signed are the bytes sent. */
  write(path: string, body: unknown): Promise<HttpReply>;
  /** Repeated where that may help. The query is not signed, as in iKhokha's own history sample (gateways.md K1). */
  read(path: string, query?: Record<string, string>): Promise<HttpReply>;
}

export function createIkhokhaClient(account: IkhokhaAccount): IkhokhaClient {
  const basePath = new URL(account.baseUrl).pathname.replace(/\/+$/, "");
  const headers = (path: string, body: string) => ({
    "content-type": "application/json",
    accept: "application/json",
    "IK-APPID": account.appId,
    "IK-SIGN": sign(basePath + path, body, account.appSecret).toString("hex"),
  });
  return {
    write(path, body) {
      // iKhokha re-serialises what it receives before checking: compact, as JavaScript writes it.
      const text = JSON.stringify(body);
      return callHttp({
        method: "POST",
        url: account.baseUrl + path,
        headers: headers(path, text),
        body: text,
        timeoutMs: account.timeouts.writeMs,
        safeToRepeat: false,
      });
    },
    read(path, query) {
      const search = query ? `?${new URLSearchParams(query)}` : "";
      return callHttp({
        method: "GET",
        url: account.baseUrl + path + search,
        headers: headers(path, ""),
        timeoutMs: account.timeouts.readMs,
        safeToRepeat: true,
      });
    },
  };
}
