import type { GatewayErrorCode } from "#app/gateways/gateway.ts";
import type { HttpReply } from "#app/lib/http-client.server.ts";

/** Why a reply answers nothing: in our words, and for a person reading the log. */
export function readProblem(reply: HttpReply): { code: GatewayErrorCode; reason: string } {
  if (reply.outcome === "never_sent") return { code: "unavailable", reason: `not sent: ${reply.reason}` };
  if (reply.outcome === "no_answer") return { code: "unavailable", reason: `no answer: ${reply.reason}` };
  if (reply.json === undefined) return { code: "unavailable", reason: `answered ${reply.status}, not JSON` };
  const reason = `answered ${reply.status}`;
  if (reply.status === 401 || reply.status === 403) return { code: "auth", reason };
  return { code: reply.status === 429 || reply.status >= 500 ? "unavailable" : "unknown", reason };
}
