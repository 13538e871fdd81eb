import type { GatewayErrorCode } from "#app/gateways/gateway.ts";

// The banks' own two digits (ISO 8583), which both gateways pass on (gateways.md P4; K1 responseCode).
const byBankCode: Record<string, GatewayErrorCode> = {
  "05": "declined",
  "14": "invalid_card",
  "51": "insufficient_funds",
  "54": "expired_card",
};

/** What a bank's response code means in our words; null for approvals and codes nobody has documented. */
export function readBankCode(code: string | null): GatewayErrorCode | null {
  return code !== null && Object.hasOwn(byBankCode, code) ? byBankCode[code]! : null;
}
