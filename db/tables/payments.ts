import type { EvidenceKind, EvidenceSource, PaymentStatus } from "#app/features/payments/payment.ts";
import type { GatewayName, PaymentMethod } from "#app/gateways/gateway.ts";
import type { AttemptStatus, ledgerKinds } from "#db/schema.ts";
import type {
  Generated,
  GeneratedAlways,
  Moment,
  MomentDefault,
  MomentOrNull,
  Nullable,
} from "#db/tables/columns.ts";

export interface PaymentsTable {
  id: string;
  student_id: string;
  course_id: string;
  amount_minor: number;
  currency: string;
  /** Cache of reduce(evidence). */
  status: Generated<PaymentStatus>;
  /** Gateway of the latest attempt. */
  gateway: GatewayName;
  idempotency_key: string;
  captured_minor: Generated<number>;
  refunded_minor: Generated<number>;
  completed_at: MomentOrNull;
  failure_code: Nullable<string>;
  failure_reason: Nullable<string>;
  review_reason: Nullable<string>;
  /** When the sweeper asks the gateway next; null when nothing is due. */
  next_check_at: MomentOrNull;
  last_checked_at: MomentOrNull;
  checks: Generated<number>;
  version: Generated<number>;
  created_at: MomentDefault;
  updated_at: MomentDefault;
}

export interface PaymentAttemptsTable {
  id: string;
  payment_id: string;
  number: number;
  gateway: GatewayName;
  status: Generated<AttemptStatus>;
  amount_minor: number;
  currency: string;
  /** Paymob order id; iKhokha paylink id. Set once, never overwritten. */
  gateway_order_ref: Nullable<string>;
  gateway_intention_ref: Nullable<string>;
  /** The transaction that decided, or the latest seen. Every other one is in the evidence. */
  gateway_transaction_ref: Nullable<string>;
  paymob_transaction_id: GeneratedAlways<string | null>;
  ikhokha_paylink_id: GeneratedAlways<string | null>;
  method: Nullable<PaymentMethod>;
  checkout_url: Nullable<string>;
  error_code: Nullable<string>;
  error_message: Nullable<string>;
  expires_at: Moment;
  created_at: MomentDefault;
  updated_at: MomentDefault;
}

export interface PaymentEvidenceTable {
  id: GeneratedAlways<number>;
  payment_id: string;
  attempt_id: Nullable<string>;
  kind: EvidenceKind;
  source: EvidenceSource;
  gateway: Nullable<GatewayName>;
  transaction_ref: Nullable<string>;
  amount_minor: Nullable<number>;
  currency: Nullable<string>;
  /** Running total given back, minor units. */
  refunded_minor: Nullable<number>;
  /** The gateway's own time, verbatim, and as an instant. */
  gateway_time: Nullable<string>;
  gateway_at: MomentOrNull;
  method: Nullable<PaymentMethod>;
  code: Nullable<string>;
  gateway_code: Nullable<string>;
  reason: Nullable<string>;
  delivery_id: Nullable<string>;
  actor_id: Nullable<string>;
  /** The same fact from the same source is one row. Unique per payment. */
  dedupe_key: string;
  recorded_at: MomentDefault;
}

export interface LedgerEntriesTable {
  id: GeneratedAlways<number>;
  payment_id: string;
  kind: (typeof ledgerKinds)[number];
  debit_account: string;
  credit_account: string;
  amount_minor: number;
  currency: string;
  entry_key: string;
  created_at: MomentDefault;
}
