import { defaultTimeouts, type Timeouts } from "#app/gateways/timeouts.ts";
import type { Env } from "#app/lib/env.server.ts";

/** The iK Pay API application Bursar speaks for. */
export interface IkhokhaAccount {
  /** With its path, such as https://api.ikhokha.com/public-api/v1/api: the path is part of what is signed. */
  baseUrl: string;
  appId: string;
  appSecret: string;
  entityId: string;
  /** Sent as `requesterUrl`. */
  appUrl: string;
  /** The path of our callback address, as iKhokha signs it: no host, no query. */
  callbackPath: string;
  timeouts: Timeouts;
}

/** The account of this environment; null unless every key is there. */
export function readIkhokhaAccount(env: Env, timeouts: Timeouts = defaultTimeouts): IkhokhaAccount | null {
  const { IKHOKHA_BASE_URL, IKHOKHA_APP_ID, IKHOKHA_APP_SECRET, IKHOKHA_ENTITY_ID, APP_URL } = env;
  if (!IKHOKHA_BASE_URL || !IKHOKHA_APP_ID || !IKHOKHA_APP_SECRET || !IKHOKHA_ENTITY_ID) return null;
  return {
    baseUrl: IKHOKHA_BASE_URL,
    appId: IKHOKHA_APP_ID,
    appSecret: IKHOKHA_APP_SECRET,
    entityId: IKHOKHA_ENTITY_ID,
    appUrl: APP_URL,
    callbackPath: `${new URL(APP_URL).pathname.replace(/\/+$/, "")}/api/payments/webhook/ikhokha`,
    timeouts,
  };
}
