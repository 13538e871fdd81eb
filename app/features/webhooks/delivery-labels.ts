import type { Tone } from "#app/components/tone.ts";
import type { Translate } from "#app/messages/translate.ts";
import type { WebhookStatus } from "#db/schema.ts";

/** A delivery's status, and apart from its other failures that its gateway is away. */
export type DeliveryState = WebhookStatus | "away";

export const deliveryState = (row: { status: WebhookStatus; gateway_silences: number }): DeliveryState =>
  row.status === "failed" && row.gateway_silences > 0 ? "away" : row.status;

export const deliveryStatusTones: Record<DeliveryState, Tone> = {
  received: "info",
  processing: "info",
  processed: "success",
  failed: "warning",
  away: "warning",
  dead: "danger",
  rejected: "danger",
};

/** What a delivery is about, in words; a kind that nobody here knows goes by its own name. */
export function deliveryKind(kind: string, t: Translate<"webhooks">): string {
  const key = `kinds.${kind}` as "kinds.transaction";
  return t.has(key) ? t(key) : kind;
}

/** Why a signature was refused, in words; null where none is known. */
export function verdictReason(reason: string | null, t: Translate<"webhooks">): string | null {
  const key = `verdictReasons.${reason}` as "verdictReasons.wrong";
  return t.has(key) ? t(key) : null;
}
