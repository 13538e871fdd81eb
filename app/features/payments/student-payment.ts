import type { PaymentFacts } from "#app/features/payments/explain-payment.ts";
import type { GatewayName, PaymentMethod } from "#app/gateways/gateway.ts";
import type { AttemptStatus } from "#db/schema.ts";

/** A payment as its student sees it. Times are milliseconds, amounts minor units. */
export interface StudentPayment extends PaymentFacts {
  id: string;
  studentId: string;
  studentName: string;
  course: { id: string; title: string; startsAt: number | null };
  version: number;
  createdAt: number;
  completedAt: number | null;
  /** When we ask the gateway next, with nobody looking. */
  nextCheckAt: number | null;
  /** The gateway's own words, for the small print; null where we or staff concluded it. */
  failureReason: string | null;
  transactionRefs: string[];
  /** Newest first. */
  attempts: StudentAttempt[];
}

export interface StudentAttempt {
  id: string;
  number: number;
  gateway: GatewayName;
  status: AttemptStatus;
  /** The gateway told that it was paid. */
  paid: boolean;
  method: PaymentMethod | null;
  errorCode: string | null;
  reference: string | null;
  createdAt: number;
}

/** Money that reached the school, whatever became of it since: what a receipt is for. */
export const hasReceipt = (payment: { capturedMinor: number }) => payment.capturedMinor > 0;
