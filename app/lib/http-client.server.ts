import { setTimeout as sleep } from "node:timers/promises";

/** One call to a peer that may be slow, wrong or gone. */
export interface HttpCall {
  method: "GET" | "POST";
  url: string;
  headers?: Record<string, string>;
  /** Sent as these exact bytes (UTF-8). */
  body?: string;
  /** Milliseconds for the whole call, its repeats included. */
  timeoutMs: number;
  /** True only where sending twice does what sending once does: then failures are repeated, with full jitter. */
  safeToRepeat: boolean;
}

export type HttpReply =
  /** `json` is undefined where the answer was not JSON (an HTML error page, nothing at all). */
  | { outcome: "answered"; status: number; json: unknown }
  /** No connection was made: the peer cannot have seen the call. */
  | { outcome: "never_sent"; reason: string }
  /** The peer may have acted on it: time-out, broken connection, an answer beyond the cap. */
  | { outcome: "no_answer"; reason: string };

const tries = 3;
const firstPauseMs = 150;
const largestAnswerBytes = 1024 * 1024;

/** Sends one call. Never throws, never follows a redirect (it would carry the keys elsewhere). */
export async function callHttp(call: HttpCall): Promise<HttpReply> {
  const deadline = performance.now() + call.timeoutMs;
  for (let attempt = 1; ; attempt++) {
    const reply = await sendOnce(call, Math.max(1, deadline - performance.now()));
    if (!call.safeToRepeat || attempt === tries || !isWorthRepeating(reply)) return reply;
    const pause = Math.random() * firstPauseMs * 2 ** attempt;
    if (performance.now() + pause >= deadline) return reply;
    await sleep(pause);
  }
}

async function sendOnce(call: HttpCall, timeoutMs: number): Promise<HttpReply> {
  try {
    const response = await fetch(call.url, {
      method: call.method,
      headers: call.headers,
      body: call.body,
      redirect: "manual",
      signal: AbortSignal.timeout(Math.ceil(timeoutMs)),
    });
    const text = await readCapped(response);
    if (text === null) return { outcome: "no_answer", reason: "the answer was too large" };
    return { outcome: "answered", status: response.status, json: jsonOrUndefined(text) };
  } catch (error) {
    const reason = describe(error);
    return wasNeverSent(error) ? { outcome: "never_sent", reason } : { outcome: "no_answer", reason };
  }
}

const isWorthRepeating = (reply: HttpReply) =>
  reply.outcome !== "answered" || [429, 502, 503, 504].includes(reply.status);

/** The body's text, or null beyond the cap. */
async function readCapped(response: Response): Promise<string | null> {
  if (!response.body) return "";
  const reader = response.body.getReader();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks).toString("utf8");
    bytes += value.byteLength;
    if (bytes > largestAnswerBytes) break;
    chunks.push(value);
  }
  await reader.cancel(); // and with it the connection
  return null;
}

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const neverSentCodes = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ERR_INVALID_URL",
  "UND_ERR_CONNECT_TIMEOUT",
  // The handshake ends before the request is written.
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

function wasNeverSent(error: unknown): boolean {
  const cause = causeOf(error);
  return neverSentCodes.has(cause.code ?? "") || cause.syscall === "connect";
}

function describe(error: unknown): string {
  if ((error as Error).name === "TimeoutError") return "time-out";
  return causeOf(error).code ?? (error as Error).name;
}

/** fetch wraps the socket's error as `cause`; connecting to several addresses at once wraps them once more. */
function causeOf(error: unknown): { code?: string; syscall?: string } {
  const cause = (error as { cause?: { code?: string; errors?: { code?: string }[] } }).cause ?? {};
  return cause.code ? cause : (cause.errors?.[0] ?? cause);
}
