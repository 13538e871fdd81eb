import type { GatewayErrorCode, PaymentMethod } from "#app/gateways/gateway.ts";

/** What a payment is, for browser and server alike: its statuses, the kinds of evidence, its state. */

export const paymentStatuses = [
  "created",
  "redirected",
  "pending",
  "succeeded",
  "failed",
  "expired",
  "needs_review",
  "partially_refunded",
  "refunded",
  "voided",
  "disputed",
  "lost",
] as const;
export type PaymentStatus = (typeof paymentStatuses)[number];

/** Still waiting for an answer: the sweeper asks, the student may resume. */
export const openStatuses = ["created", "redirected", "pending"] as const satisfies readonly PaymentStatus[];
/** Money was collected and is still (at least in part) with the school. */
export const paidStatuses = [
  "succeeded",
  "partially_refunded",
  "disputed",
] as const satisfies readonly PaymentStatus[];

export const isOpen = (status: PaymentStatus) => (openStatuses as readonly string[]).includes(status);
export const isPaid = (status: PaymentStatus) => (paidStatuses as readonly string[]).includes(status);

export const evidenceKinds = [
  "redirected",
  "refused",
  "pending",
  "authorized",
  "succeeded",
  "failed",
  "expired",
  "refunded",
  "voided",
  "mismatch",
  "unknown_status",
  "seat_taken",
  "seat_released",
  "disputed",
  "dispute_won",
  "dispute_lost",
  "override",
] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/** Where a fact came from. `poll` and `return` are both the gateway's own answer to an inquiry. */
export const evidenceSources = [
  "settlement",
  "poll",
  "return",
  "webhook",
  "staff",
  "checkout",
  "system",
] as const;
export type EvidenceSource = (typeof evidenceSources)[number];

/** One fact about a payment, as the reducer sees it. Amounts are minor units; times are milliseconds. */
export interface Evidence {
  kind: EvidenceKind;
  source: EvidenceSource;
  /** 0 where the fact belongs to no attempt. */
  attemptNumber: number;
  transactionRef: string | null;
  amountMinor: number | null;
  currency: string | null;
  refundedMinor: number | null;
  gatewayAt: number | null;
  recordedAt: number;
  method: PaymentMethod | null;
  code: string | null;
  reason: string | null;
  dedupeKey: string;
}

/** Why a payment is under review; `code` of mismatch evidence is one of the first four. */
export type ReviewReason =
  | "amount"
  | "currency"
  | "order"
  | "account"
  | "unknown_status"
  | "two_successes"
  | "two_payments_one_seat"
  | "conflicting_overrides";

export interface PaymentState {
  status: PaymentStatus;
  capturedMinor: number;
  refundedMinor: number;
  completedAt: number | null;
  failureCode: GatewayErrorCode | null;
  failureReason: string | null;
  reviewReason: ReviewReason | null;
  method: PaymentMethod | null;
  /** Each transaction that collected money; the ledger books their differences. */
  collections: readonly Collection[];
  /** Money the gateway has for us that is not what was asked; it stands in the ledger's suspense account. */
  held: readonly HeldMoney[];
}

/** One transaction whose amount or currency is not the one asked for, as its best source tells it. */
export interface HeldMoney {
  ref: string;
  amountMinor: number;
  currency: string;
  refundedMinor: number;
  /** How much the source's word counts: 3 settlement, 2 the gateway's own answer, 1 a signed callback. */
  rank: 1 | 2 | 3;
}

/** One collection as all its evidence together tells it. */
export interface Collection {
  ref: string;
  amountMinor: number;
  refundedMinor: number;
  completedAt: number;
  method: PaymentMethod | null;
}
