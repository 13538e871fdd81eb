import type { GatewayName } from "#app/gateways/gateway.ts";
import type { WebhookOutcome, WebhookStatus, webhookVerdicts } from "#db/schema.ts";
import type { Generated, Json, MomentDefault, MomentOrNull, Nullable } from "#db/tables/columns.ts";

export interface PaymentWebhooksTable {
  id: string;
  gateway: GatewayName;
  kind: string;
  /** Null for a delivery whose signature is wrong: it is nobody's event. */
  event_key: Nullable<string>;
  verdict: (typeof webhookVerdicts)[number];
  verdict_reason: Nullable<string>;
  status: WebhookStatus;
  outcome: Nullable<WebhookOutcome>;
  raw_body: Buffer;
  headers: Json<Record<string, string>>;
  signature: Nullable<string>;
  request_ip: Nullable<string>;
  request_id: Nullable<string>;
  seen_count: Generated<number>;
  attempts: Generated<number>;
  /** How many of the attempts ended only because the gateway could not be asked. */
  gateway_silences: Generated<number>;
  next_attempt_at: MomentDefault;
  leased_until: MomentOrNull;
  last_error: Nullable<string>;
  /** What a person should know of it, such as an unsigned field that contradicts a signed one. */
  note: Nullable<string>;
  payment_id: Nullable<string>;
  transaction_ref: Nullable<string>;
  received_at: MomentDefault;
  last_seen_at: MomentDefault;
  processed_at: MomentOrNull;
}
