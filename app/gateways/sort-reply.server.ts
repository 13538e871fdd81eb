import { readProblem } from "#app/gateways/read-problem.server.ts";
import type { HttpReply } from "#app/lib/http-client.server.ts";

export type WriteReply =
  | { outcome: "accepted"; json: unknown }
  /** The gateway itself said no, in JSON: nothing was done. */
  | { outcome: "refused"; status: number; json: unknown }
  /** No connection: nothing was sent. */
  | { outcome: "unsent"; reason: string }
  /** Sent, and nobody knows what came of it: a time-out, a 5xx, a proxy's page. */
  | { outcome: "unknown"; reason: string };

/** What became of a call that moves money or opens a way to it. */
export function sortReply(reply: HttpReply): WriteReply {
  if (reply.outcome === "never_sent") return { outcome: "unsent", reason: reply.reason };
  const unknown = { outcome: "unknown", reason: readProblem(reply).reason } as const;
  if (reply.outcome === "no_answer" || reply.json === undefined) return unknown;
  const { status, json } = reply;
  if (status >= 200 && status < 300) return { outcome: "accepted", json };
  // 408 is a time-out in another coat.
  return status >= 400 && status < 500 && status !== 408 ? { outcome: "refused", status, json } : unknown;
}
