import { createHmac } from "node:crypto";

/**
 * iKhokha's signature, written from gateways.md K1 and shared with nothing else, so that product and sandbox check each other:
 * lower-case hex HMAC-SHA256 over escape(path + body). The path has no host and no query.
 */
export function signIkhokha(path: string, body: string, appSecret: string): string {
  return createHmac("sha256", appSecret)
    .update(escapeLikeAddslashes(path + body), "utf8")
    .digest("hex");
}

/** A backslash before `\`, `"` and `'`; NUL becomes `\0` (Node, Go and PHP samples agree; PHP's addslashes). */
function escapeLikeAddslashes(text: string): string {
  return text.replace(/[\\"'\0]/g, (character) => (character === "\0" ? "\\0" : `\\${character}`));
}
