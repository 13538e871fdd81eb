import { timingSafeEqual } from "node:crypto";
import { json, type Reply } from "../http/reply.ts";
import type { SandboxRequest } from "../http/route.ts";
import { signIkhokha } from "./sign-message.ts";

/**
 * IK-APPID and IK-SIGN of a request. The real server re-serialises the JSON before it checks (gateways.md K1), so the bytes
 * received or their compact form must carry the signature, and nothing else does. Null when right, else the 401.
 */
export function requireSignature(request: SandboxRequest): Reply | null {
  const { appId, appSecret } = request.sandbox.keys.ikhokha;
  const sent = request.headers["ik-sign"] ?? "";
  if (request.headers["ik-appid"] !== appId) return json(401, { message: "Unauthorized" });
  const signed = candidates(request).some(([path, body]) => same(sent, signIkhokha(path, body, appSecret)));
  return signed ? null : json(401, { message: "Unauthorized" });
}

function candidates({ url, raw }: SandboxRequest): [path: string, body: string][] {
  const body = raw.toString("utf8");
  const list: [string, string][] = [[url.pathname, body]];
  if (body !== "") {
    const compact = reserialise(body);
    if (compact !== null) list.push([url.pathname, compact]);
  }
  // Integrators split on whether this one call signs its query.
  if (url.pathname.endsWith("/getStatus/external")) list.push([url.pathname + url.search, body]);
  return list;
}

function reserialise(body: string): string | null {
  try {
    return JSON.stringify(JSON.parse(body));
  } catch {
    return null; // not JSON: only the bytes themselves could be signed
  }
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
