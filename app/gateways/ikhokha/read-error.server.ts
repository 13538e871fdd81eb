import type { GatewayErrorCode } from "#app/gateways/gateway.ts";
import { isObject } from "#app/gateways/is-object.ts";

/** What iKhokha's refusal means. Only response code 00 is documented, so the status and its words must do. */
export function readError(status: number, json: unknown): { code: GatewayErrorCode; message: string } {
  const said = isObject(json) ? (json.message ?? json.responseMessage ?? json.error) : null;
  const code = isObject(json) && typeof json.responseCode === "string" ? ` (${json.responseCode})` : "";
  const words = typeof said === "string" && said ? said : `iKhokha answered ${status}`;
  return { code: codeOf(status), message: (words + code).slice(0, 300) };
}

function codeOf(status: number): GatewayErrorCode {
  if (status === 401 || status === 403) return "auth";
  if (status === 404) return "not_found";
  if (status === 429 || status >= 500) return "unavailable";
  return status >= 400 ? "invalid_request" : "unknown";
}
