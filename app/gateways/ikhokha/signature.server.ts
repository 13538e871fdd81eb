import { createHmac } from "node:crypto";

/**
 * HMAC-SHA256 over the escaped path and body (gateways.md K1). `path` has neither host nor query; `body` is the
 * exact text sent or received, empty for GET.
 */
export function sign(path: string, body: string, appSecret: string): Buffer {
  return createHmac("sha256", appSecret)
    .update(escapeLikePhp(path + body), "utf8")
    .digest();
}

/** A backslash before \ " and ', and NUL as \0: PHP's addslashes, which iKhokha's samples imitate. */
function escapeLikePhp(text: string): string {
  return text.replace(/[\\"']/g, "\\$&").replaceAll("\0", "\\0");
}
