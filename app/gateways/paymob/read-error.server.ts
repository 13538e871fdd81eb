import type { GatewayErrorCode } from "#app/gateways/gateway.ts";
import { isObject } from "#app/gateways/is-object.ts";

/**
 * What Paymob's refusal means. Its errors come in at least six shapes (gateways.md P1), so they are read loosely:
 * by status, by the field they name and by their words. `message` is for staff and the log.
 */
export function readError(status: number, json: unknown): { code: GatewayErrorCode; message: string } {
  const words = findWords(json);
  const message = words.join("; ").slice(0, 300) || `Paymob answered ${status}`;
  return { code: codeOf(status, json, words.join(" ").toLowerCase()), message };
}

function codeOf(status: number, json: unknown, words: string): GatewayErrorCode {
  if (status === 401 || status === 403) return "auth";
  if (words.includes("integration id")) return "integration";
  if (status === 406 || words.includes("unmatched_item_prices")) return "amount_mismatch";
  if (/greater than the maximum|cannot exceed|exceeds/.test(words)) return "amount_too_large";
  if (status === 404) return "not_found";
  if (status === 429 || status >= 500) return "unavailable";
  const names = (field: string) => isObject(json) && field in json;
  if (names("integrations") || names("payment_methods")) return "integration";
  if (names("billing_data") || names("customer")) return "invalid_customer";
  return "invalid_request";
}

/** Every text in the answer, each with the field it stands under, outermost first. */
function findWords(json: unknown, field = "", depth = 0): string[] {
  if (typeof json === "string") return [plain.has(field) || !field ? json : `${field}: ${json}`];
  if (depth > 4 || typeof json !== "object" || json === null) return [];
  if (Array.isArray(json)) return json.slice(0, 5).flatMap((item) => findWords(item, field, depth + 1));
  return Object.entries(json)
    .slice(0, 20)
    .flatMap(([name, value]) => findWords(value, name, depth + 1));
}

const plain = new Set(["detail", "message", "error", "code"]);
