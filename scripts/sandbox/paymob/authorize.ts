import { randomBytes } from "node:crypto";
import { parseJsonObject } from "../http/parse-body.ts";
import { json, type Reply } from "../http/reply.ts";
import type { SandboxRequest } from "../http/route.ts";
import { merchant } from "./records.ts";

const tokenLifeMs = 60 * 60 * 1000; // 60 minutes (gateways.md P1)

/** `Authorization: Token <secret key>`, exactly. Null when right, else the 401. */
export function requireSecretKey(request: SandboxRequest): Reply | null {
  const header = request.headers.authorization;
  if (!header) return json(401, { detail: "Authentication credentials were not provided." });
  if (header === `Token ${request.sandbox.keys.paymob.secretKey}`) return null;
  return json(401, { detail: "Invalid token." });
}

/** The token of `/api/auth/tokens` as Bearer, as `?token=` or as `auth_token` in the body. Null when it is good. */
export function requireAuthToken(request: SandboxRequest, body?: Record<string, unknown>): Reply | null {
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1];
  const token = bearer ?? request.url.searchParams.get("token") ?? body?.auth_token;
  if (typeof token !== "string" || token === "")
    return json(401, { detail: "Authentication credentials were not provided." });
  const expiresAt = request.sandbox.paymob.tokens.get(token);
  if (expiresAt === undefined || expiresAt <= Date.now())
    return json(401, { detail: "incorrect credentials" });
  return null;
}

/** `POST /api/auth/tokens`: 201 with a token, 403 for a wrong API key. */
export function issueToken(request: SandboxRequest): Reply {
  const parsed = parseJsonObject(request);
  if (!parsed.ok) return parsed.reply;
  const { api_key: apiKey, expiration } = parsed.data;
  if (apiKey === undefined) return json(400, { api_key: ["This field is required."] });
  if (apiKey !== request.sandbox.keys.paymob.apiKey) return json(403, { detail: "incorrect credentials" });
  const token = `sandbox.${randomBytes(48).toString("base64url")}`;
  const lifeMs = typeof expiration === "number" ? Math.min(expiration * 1000, tokenLifeMs) : tokenLifeMs;
  request.sandbox.paymob.tokens.set(token, Date.now() + lifeMs);
  return json(201, {
    token,
    profile: {
      id: merchant.profileId,
      user: { id: merchant.userId, username: "sandbox", email: "merchant@example.com" },
      active: true,
      company_name: "Sandbox School",
      profile_type: "Merchant",
    },
  });
}
