import { AsyncLocalStorage } from "node:async_hooks";
import { type Logger, pino } from "pino";
import { singleton } from "#app/lib/singleton.server.ts";

/** Ids every line of one request or delivery carries. */
export interface LogScope {
  requestId?: string;
  paymentId?: string;
  deliveryId?: string;
}

const scope = singleton("log-scope", () => new AsyncLocalStorage<LogScope>());

/** Runs `work` with these ids on each of its log lines. */
export function withLogScope<T>(ids: LogScope, work: () => T): T {
  return scope.run({ ...scope.getStore(), ...ids }, work);
}

export function currentRequestId(): string | undefined {
  return scope.getStore()?.requestId;
}

/** Names that never reach a log line, wherever they stand in a logged object. */
const secretNames = [
  "password",
  "password_hash",
  "token",
  "secret",
  "client_secret",
  "clientSecret",
  "hmac",
  "signature",
  "authorization",
  "cookie",
  "api_key",
  "apiKey",
  "pan",
  "card_number",
  "email",
  "phone",
  "name",
  "raw_body",
  "body",
  "headers",
];

/** The paths pino censors: each name at the top, one and two levels down. */
export const redactedPaths = secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

/**
 * Query fields that prove something (signatures, tokens) or tell of somebody (card digits, what was searched for), also
 * where their address stands encoded inside another: the page to come back to after signing in.
 */
const maskedFields =
  /((?:[?&]|%3F|%26)(?:hmac|token|clientSecret|publicKey|source_data\.pan|email|q)(?:=|%3D))(?:(?!%26|%23)[^&#])*/gi;

/** The proof in a result link, also where the link stands encoded inside another address (result-link.server.ts). */
const resultLinkProof = /(pay_[0-9a-z]+\.)[0-9a-f]+/gi;

/** A URL as logs may have it: a Paymob callback carries its signature in it, a result link the right to read it. */
export function maskUrl(url: string): string {
  return url.replace(maskedFields, "$1[masked]").replace(resultLinkProof, "$1[masked]");
}

const isLevel = (text: string | undefined): text is string =>
  text !== undefined && (text === "silent" || Object.hasOwn(pino.levels.values, text));

export function createLogger(destination?: { write(line: string): void }): Logger {
  return pino(
    {
      // An unknown level is for env.server.ts to tell, beside everything else that is wrong.
      level: isLevel(process.env.LOG_LEVEL) ? process.env.LOG_LEVEL : "info",
      base: { process: process.env.BURSAR_PROCESS ?? "bursar" },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: redactedPaths, censor: "[redacted]" },
      // A copy: pino writes the logged fields into what a mixin returns, and they would stand on every later line.
      mixin: () => ({ ...scope.getStore() }),
    },
    destination ?? pino.destination({ fd: 1, sync: false }),
  );
}

export const log = singleton("logger", () => createLogger());
