/** A pay link and the tries made on it. It never expires until paid, and cannot be paid twice (gateways.md K1). */
export interface PaylinkRecord {
  id: string;
  externalTransactionId: string;
  amountCents: number;
  description: string;
  urls: { callbackUrl: string; successPageUrl: string; failurePageUrl: string; cancelUrl: string | null };
  createdAt: Date;
  /** CREATED and PENDING are guesses of third parties: what an unpaid link answers is not documented. */
  status: "CREATED" | "PENDING" | "FAILURE" | "PAID";
  /** What was really paid, once it was. */
  paidCents: number | null;
}
