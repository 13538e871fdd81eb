import type { Money } from "#app/lib/money.ts";

/**
 * The outside world of money, as Bursar sees it. An adapter for each gateway implements Gateway;
 * nothing beyond app/gateways knows a provider's field, path or status word.
 */
export const gatewayNames = ["paymob", "ikhokha"] as const;
export type GatewayName = (typeof gatewayNames)[number];

export const isGatewayName = (value: unknown): value is GatewayName =>
  (gatewayNames as readonly unknown[]).includes(value);

export const gatewayLabels: Record<GatewayName, string> = { paymob: "Paymob", ikhokha: "iKhokha" };

/** How the student pays, as far as the gateway says. */
export const paymentMethods = ["card", "wallet", "kiosk", "cash", "bnpl", "unknown"] as const;
export type PaymentMethod = (typeof paymentMethods)[number];

/** Why a gateway refused or a payment failed, in our words; the closed list that screens explain. */
export const gatewayErrorCodes = [
  "declined",
  "insufficient_funds",
  "expired_card",
  "invalid_card",
  "authentication_failed",
  "risk",
  "cancelled",
  "expired",
  "replaced",
  "processing_error",
  "invalid_request",
  "invalid_customer",
  "amount_too_large",
  "amount_mismatch",
  "integration",
  "auth",
  "not_found",
  "not_supported",
  "unavailable",
  "unknown",
] as const;
export type GatewayErrorCode = (typeof gatewayErrorCodes)[number];

/**
 * What a gateway says of one transaction.
 * - `authorized`: held, not collected. `voided`: taken back before settlement.
 * - `refunded`: some or all was given back; `refundedMinor` is the running total when known.
 * - `unknown`: a state word nobody here knows; `reason` keeps it verbatim.
 */
export type TransactionState =
  | "pending"
  | "authorized"
  | "succeeded"
  | "failed"
  | "refunded"
  | "voided"
  | "unknown";

export interface TransactionFact {
  state: TransactionState;
  /** The gateway's id of the transaction (Paymob `obj.id`; iKhokha has none, so the paylink id). */
  transactionRef: string;
  /** What we bind on: the id the gateway gave us at checkout (Paymob order id, iKhokha paylink id). Null if the answer does not carry it. */
  orderRef: string | null;
  /** Our own attempt id as the gateway echoes it. Paymob does not sign it: a hint, never a binding. */
  attemptRef: string | null;
  /** What was collected, in minor units, with currency. Null when the gateway does not say (iKhokha callbacks). */
  amount: Money | null;
  /** Running total given back, minor units, same currency. Null when not said, or said by an unsigned field. */
  refundedMinor: number | null;
  /** The gateway account it was taken with (Paymob integration id), and whether it is one of ours. */
  account: string | null;
  accountIsOurs: boolean;
  method: PaymentMethod;
  /** The gateway's time of the transaction, verbatim, and as an instant where its zone is known. */
  gatewayTime: string | null;
  gatewayAt: Date | null;
  /** Why it failed, in our words, with the gateway's own code and message for display. */
  code: GatewayErrorCode | null;
  gatewayCode: string | null;
  reason: string | null;
}

/** A callback, in our words. */
export type GatewayEvent =
  /** About a collection. With `confirm`, nothing may change money until an inquiry has said the same. */
  | {
      type: "transaction";
      fact: TransactionFact;
      confirm: boolean;
      /** The refund total it names without signing it: nobody's word, but an answer with less may be older than it. */
      claimedRefundMinor?: number | null;
    }
  /** About a child (refund, void, capture) of `parentRef`: read the parent by inquiry. */
  | {
      type: "child";
      child: "refund" | "void" | "capture";
      parentRef: string;
      fact: TransactionFact;
    }
  | { type: "card_token"; orderRef: string | null }
  | { type: "subscription"; trigger: string; subscriptionRef: string }
  | { type: "delivery_status"; orderRef: string; status: string }
  /** Authentic by signature, but its signed fields cannot be what the gateway meant (moved digits). Never applied. */
  | { type: "malformed"; problem: string; orderRef: string | null }
  /** Authentic, and of a kind nobody here knows. Stored, visible, not applied. */
  | { type: "unsupported"; description: string };

/** An authentic callback, before it is read. `body` is its parsed JSON. */
export interface Envelope {
  gateway: GatewayName;
  kind: "transaction" | "card_token" | "subscription" | "delivery_status" | "other";
  /** The same for each re-delivery of one event, different for every other event. Unique per gateway, for ever. */
  eventKey: string;
  body: unknown;
}

export type Authentication =
  | { verdict: "authentic"; envelope: Envelope }
  | { verdict: "bad_signature"; reason: "missing" | "wrong" | "foreign_account" }
  | { verdict: "unparseable" };

/** What a checkout needs. `attemptId` is the idempotency reference: unique, never reused. */
export interface CheckoutRequest {
  attemptId: string;
  paymentId: string;
  amount: Money;
  description: string;
  student: { firstName: string; lastName: string; email: string; phone: string | null };
  /** Where the gateway posts its callbacks (absolute, public). */
  notificationUrl: string;
  /** Where the student's browser comes back to, by outcome. Nothing in its query is believed. */
  returnUrls: { success: string; failure: string; cancel: string };
  expiresInSeconds: number;
}

export type CheckoutReply =
  | { outcome: "redirect"; url: string; orderRef: string; intentionRef: string | null }
  /** The gateway answered no: final for this attempt. `message` is for staff and the log. */
  | { outcome: "refused"; code: GatewayErrorCode; message: string }
  /** Nothing was sent (no connection): the same attempt may be tried again. */
  | { outcome: "unsent"; reason: string }
  /** Sent, no usable answer: inquire only, never send again. */
  | { outcome: "unknown"; reason: string };

/** The ids of one attempt, as far as they are known. */
export interface AttemptRefs {
  attemptId: string;
  orderRef: string | null;
  transactionRef: string | null;
}

export type InquiryReply =
  /** Every transaction the gateway named, parents read where the answer was a refund child. */
  | { outcome: "answered"; facts: TransactionFact[] }
  /** The gateway knows no transaction of this attempt: not paid, as of now. */
  | { outcome: "nothing" }
  /** No usable answer (time-out, HTML, 5xx, refused key): nothing follows from it. */
  | { outcome: "unknown"; code: GatewayErrorCode; reason: string };

export interface RefundRequest {
  refundId: string;
  transactionRef: string;
  amount: Money;
}

export type RefundReply =
  | { outcome: "done"; refundRef: string }
  | { outcome: "refused"; code: GatewayErrorCode; message: string }
  | { outcome: "unknown"; reason: string };

/** One payment of the gateway's own history, for reconciliation. */
export interface HistoryEntry {
  orderRef: string | null;
  attemptRef: string | null;
  fact: TransactionFact;
}

export interface Gateway {
  name: GatewayName;
  /** Currencies this account takes. */
  currencies: readonly string[];
  can: {
    refund: boolean;
    partialRefund: boolean;
    void: boolean;
    capture: boolean;
    listTransactions: boolean;
  };
  /** Opens a hosted checkout. Never throws for what the gateway or the network does. */
  createCheckout(request: CheckoutRequest): Promise<CheckoutReply>;
  /** Asks what became of an attempt. Safe to repeat. Never throws for what the gateway or the network does. */
  inquire(refs: AttemptRefs): Promise<InquiryReply>;
  /** Gives money back. Sent at most once: `unknown` is resolved by inquiry. */
  refund(request: RefundRequest): Promise<RefundReply>;
  /** The gateway's own list for a window of days (UTC), or why it cannot be had. */
  history(
    from: Date,
    to: Date,
  ): Promise<{ outcome: "listed"; entries: HistoryEntry[] } | { outcome: "unknown"; reason: string }>;
  /** Is this callback authentic? Over the exact bytes received; constant time; fails closed. */
  authenticate(raw: Uint8Array, headers: Headers, url: URL): Authentication;
  /** An envelope from what was stored of it; its signature was verified when it came, perhaps with a secret since replaced. */
  reopen(stored: { kind: Envelope["kind"]; eventKey: string; raw: Uint8Array }): Envelope;
  /** What an authentic callback says, in our words. The only place its JSON is read. Never throws. */
  read(envelope: Envelope): GatewayEvent;
}
