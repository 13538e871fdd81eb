import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from "kysely";
import type { EvidenceKind, EvidenceSource, PaymentStatus } from "#app/features/payments/payment.ts";
import type { GatewayName, PaymentMethod } from "#app/gateways/gateway.ts";

/** A moment: read as Date, written as Date or ISO text, the database's now() when left out. */
type Moment = ColumnType<Date, Date | string, Date | string>;
type MomentDefault = ColumnType<Date, Date | string | undefined, Date | string>;
type MomentOrNull = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
type Json<T extends object> = JSONColumnType<T, string | undefined, string>;
type JsonOrNull = ColumnType<Record<string, unknown> | null, string | null | undefined, string | null>;
type Nullable<T> = ColumnType<T | null, T | null | undefined, T | null>;

export const roles = ["owner", "admin", "finance", "registrar", "support", "auditor", "student"] as const;
export type Role = (typeof roles)[number];

export const courseStatuses = ["draft", "published", "archived"] as const;
export const attemptStatuses = ["creating", "open", "refused", "unknown", "abandoned"] as const;
export type AttemptStatus = (typeof attemptStatuses)[number];
export const enrollmentStatuses = [
  "pending_approval",
  "active",
  "suspended",
  "rejected",
  "revoked",
  "transferred",
] as const;
export type EnrollmentStatus = (typeof enrollmentStatuses)[number];
/** Statuses that hold a seat: at most one such enrollment per student and course, and courses.enrolled_count counts them. */
export const liveEnrollmentStatuses = ["pending_approval", "active", "suspended"] as const;

export const webhookVerdicts = ["accepted", "bad_signature"] as const;
export const webhookStatuses = ["received", "processing", "processed", "failed", "dead", "rejected"] as const;
export type WebhookStatus = (typeof webhookStatuses)[number];
/** What came of a processed delivery. */
export const webhookOutcomes = [
  "applied",
  "nothing_new",
  "mismatch",
  "unattributed",
  "malformed",
  "unsupported",
  "noted",
] as const;
export type WebhookOutcome = (typeof webhookOutcomes)[number];

export const exceptionKinds = [
  "paid_not_enrolled",
  "enrolled_not_paid",
  "two_payments_one_seat",
  "payment_mismatch",
  "facts_disagree",
  "unattributed_money",
  "dead_delivery",
  "malformed_delivery",
  "bad_signatures",
  "status_drift",
  "count_drift",
  "ledger_drift",
] as const;
export type ExceptionKind = (typeof exceptionKinds)[number];
export const exceptionStatuses = ["open", "resolved", "ignored"] as const;

export const ledgerKinds = ["capture", "refund", "void"] as const;

export const topics = [
  "payments",
  "enrollments",
  "users",
  "webhooks",
  "exceptions",
  "notifications",
  "operations",
] as const;
export type Topic = (typeof topics)[number];

export const actorTypes = ["student", "staff", "gateway", "system"] as const;
export type ActorType = (typeof actorTypes)[number];

export interface UsersTable {
  id: string;
  email: string;
  name: string;
  phone: Nullable<string>;
  password_hash: string;
  role: Role;
  locale: Generated<string>;
  version: Generated<number>;
  created_at: MomentDefault;
  updated_at: MomentDefault;
}

export interface SessionsTable {
  /** SHA-256 of the cookie's token, hex: the table alone signs nobody in. */
  id: string;
  user_id: string;
  created_at: MomentDefault;
  last_seen_at: MomentDefault;
  expires_at: Moment;
  ip: Nullable<string>;
  user_agent: Nullable<string>;
}

export interface CoursesTable {
  id: string;
  title: string;
  summary: string;
  description: string;
  starts_at: MomentOrNull;
  /** Null: no limit. */
  capacity: Nullable<number>;
  /** Equals the live enrollments; changed only in the transaction that changes one. */
  enrolled_count: Generated<number>;
  status: Generated<(typeof courseStatuses)[number]>;
  /** Where an enrolled student goes. */
  access_url: Nullable<string>;
  version: Generated<number>;
  created_at: MomentDefault;
  updated_at: MomentDefault;
}

export interface CoursePricesTable {
  course_id: string;
  currency: string;
  amount_minor: number;
}

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

export interface EnrollmentsTable {
  id: string;
  student_id: string;
  course_id: string;
  payment_id: Nullable<string>;
  status: EnrollmentStatus;
  /** How it came to be: bought, or granted by staff without payment. */
  source: "payment" | "staff";
  version: Generated<number>;
  created_at: MomentDefault;
  updated_at: MomentDefault;
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

export interface ExceptionsTable {
  id: string;
  /** One problem is one row, for ever: it re-opens when it returns. */
  dedupe_key: string;
  kind: ExceptionKind;
  severity: Generated<"warning" | "critical">;
  status: Generated<(typeof exceptionStatuses)[number]>;
  payment_id: Nullable<string>;
  enrollment_id: Nullable<string>;
  delivery_id: Nullable<string>;
  student_id: Nullable<string>;
  course_id: Nullable<string>;
  /** What is known, as plain values a screen can explain. */
  facts: Json<Record<string, unknown>>;
  /** [{at, what: opened|seen|repair_tried|resolved|reopened|ignored, by, note}] oldest first. */
  history: Json<Array<Record<string, unknown>>>;
  occurrences: Generated<number>;
  repair_attempts: Generated<number>;
  first_seen_at: MomentDefault;
  last_seen_at: MomentDefault;
  resolved_at: MomentOrNull;
  resolved_by: Nullable<string>;
  resolution: Nullable<string>;
  version: Generated<number>;
}

export interface OutboxEventsTable {
  seq: GeneratedAlways<number>;
  xid: GeneratedAlways<string>;
  topic: Topic;
  kind: string;
  subject_type: string;
  subject_id: string;
  subject_version: number;
  /** User ids (students) who could see the subject before or after; staff see by topic permission. */
  audience: Generated<string[]>;
  data: Json<Record<string, unknown>>;
  at: MomentDefault;
}

export interface OutboxEpochTable {
  epoch: string;
  system_identifier: string;
  /** Events of transactions up to this one may be gone with their day's partition. */
  pruned_xid: Generated<string>;
  created_at: MomentDefault;
}

export interface AuditLogTable {
  id: GeneratedAlways<number>;
  at: MomentDefault;
  actor_type: ActorType;
  actor_id: Nullable<string>;
  action: string;
  subject_type: string;
  subject_id: string;
  before: JsonOrNull;
  after: JsonOrNull;
  reason: Nullable<string>;
  request_id: Nullable<string>;
  delivery_id: Nullable<string>;
  xid: GeneratedAlways<string>;
}

export interface WorkerHeartbeatsTable {
  worker_id: string;
  started_at: MomentDefault;
  beat_at: MomentDefault;
}

export interface Database {
  users: UsersTable;
  sessions: SessionsTable;
  courses: CoursesTable;
  course_prices: CoursePricesTable;
  payments: PaymentsTable;
  payment_attempts: PaymentAttemptsTable;
  payment_evidence: PaymentEvidenceTable;
  payment_webhooks: PaymentWebhooksTable;
  enrollments: EnrollmentsTable;
  ledger_entries: LedgerEntriesTable;
  exceptions: ExceptionsTable;
  outbox_events: OutboxEventsTable;
  outbox_epoch: OutboxEpochTable;
  audit_log: AuditLogTable;
  worker_heartbeats: WorkerHeartbeatsTable;
}
