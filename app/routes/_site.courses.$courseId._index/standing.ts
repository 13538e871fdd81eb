import type { GatewayName } from "#app/gateways/gateway.ts";
import type { Money } from "#app/lib/money.ts";

/** A purchase of this course that was begun and not answered yet. */
export interface OpenPayment {
  paymentId: string;
  gateway: GatewayName;
  /** The gateway has seen the student pay, or a voucher is waiting to be paid. */
  pending: boolean;
  amount: Money;
  startedAt: Date;
}

/** The line of a course that keeps one. */
export interface CourseLine {
  /** Where this viewer stands in it. */
  place: { status: "waiting" | "offered"; place: number; offerUntil: Date | null } | null;
  offerHours: number;
  /** A seat is free, and it is the next in line's. */
  seatFree: boolean;
}

/** What became of this viewer's last request. */
export interface LastRequest {
  status: "rejected" | "revoked" | "lapsed";
  reason: string | null;
}

/** What this viewer can do about this course now. */
export type Standing =
  | { kind: "enrolled" }
  | { kind: "awaiting_approval" }
  | { kind: "suspended" }
  /** Their money is here (`courseId`: paid for another course, and moved), and the seat is not given yet. */
  | { kind: "paid"; paymentId: string; courseId: string }
  | { kind: "full"; open: OpenPayment | null }
  | { kind: "not_on_sale" }
  /** The school approves before anyone pays, and takes requests for a full course too. */
  | { kind: "ask"; last: LastRequest | null; full: boolean }
  | { kind: "asked"; since: Date }
  /** Approved, and the time to pay is just over: a checkout may still be under way. */
  | { kind: "overdue"; open: OpenPayment | null }
  /** `payBy`: approved, and the seat is held until then. */
  | { kind: "buy"; open: OpenPayment | null; payBy: Date | null };
