import type { Tone } from "#app/components/tone.ts";
import type { WebhookOutcome, WebhookStatus } from "#db/schema.ts";

/** A delivery in words, for lists and timelines alike. */
export const deliveryStatusLabels: Record<WebhookStatus, string> = {
  received: "Waiting",
  processing: "In work",
  processed: "Processed",
  failed: "Trying again",
  dead: "Dead letter",
  rejected: "Refused",
};

export const deliveryStatusTones: Record<WebhookStatus, Tone> = {
  received: "info",
  processing: "info",
  processed: "success",
  failed: "warning",
  dead: "danger",
  rejected: "danger",
};

export const deliveryStatusMeanings: Record<WebhookStatus, string> = {
  received: "Stored, and next in line for the worker.",
  processing: "A worker has it this moment.",
  processed: "Understood and settled.",
  failed: "It could not be settled yet and comes back by itself.",
  dead: "It was tried as often as it may be. A person has to look; nothing else waits for it.",
  rejected: "Its signature is not the gateway's. It is kept for the record and never read.",
};

export const deliveryOutcomeLabels: Record<WebhookOutcome, string> = {
  applied: "Changed the payment",
  nothing_new: "Said nothing new",
  mismatch: "Does not match",
  unattributed: "Nobody's payment",
  malformed: "Cannot be what was meant",
  unsupported: "Not handled",
  noted: "Noted",
};

export const verdictLabels = {
  accepted: "Signed by the gateway",
  bad_signature: "Wrong signature",
} as const;

export const verdictReasons: Record<string, string> = {
  missing: "It carried no signature.",
  wrong: "Its signature does not fit its body.",
  foreign_account: "It names an account that is not ours.",
};

export const deliveryKindLabels: Record<string, string> = {
  transaction: "Transaction",
  card_token: "Saved card",
  subscription: "Subscription",
  delivery_status: "Courier status",
  other: "Other",
  unknown: "Unread",
};
