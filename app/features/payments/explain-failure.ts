import { type GatewayErrorCode, gatewayErrorCodes } from "#app/gateways/gateway.ts";
import type { Translate } from "#app/messages/translate.ts";

/** Why a payment failed, for the person who made it. */
export interface FailureWords {
  /** The answer in one line. */
  headline: string;
  meaning: string;
  /** What to do. */
  next: string;
}

/** The words for a failure code; a code nobody here knows is explained as "unknown". */
export function explainFailure(code: string | null, gateway: string, t: Translate<"explain">): FailureWords {
  const known = (gatewayErrorCodes as readonly string[]).includes(code ?? "")
    ? (code as GatewayErrorCode)
    : "unknown";
  return {
    headline: t(`failure.${known}.headline`, { gateway }),
    meaning: t(`failure.${known}.meaning`, { gateway }),
    next: t(`failure.${known}.next`),
  };
}
