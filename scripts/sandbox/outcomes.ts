/** What a person at the hosted page, or a test, lets happen. */
export const outcomes = [
  "approve",
  "decline",
  "insufficient_funds",
  "expired_card",
  "invalid_card",
  "risk",
  "authentication_failed",
  "error",
  "pending",
  "authorize",
  "cancel",
] as const;
export type Outcome = (typeof outcomes)[number];

export interface Verdict {
  /** Paymob `data.txn_response_code` and `acq_response_code` (gateways.md P4, codes). */
  responseCode: string | null;
  acquirerCode: string | null;
  message: string;
}

/** Why a card fails, as the acquirer says it. iKhokha passes the acquirer's two digits on. */
export const failures: Partial<Record<Outcome, Verdict>> = {
  decline: { responseCode: "DECLINED", acquirerCode: "05", message: "Do not honour" },
  insufficient_funds: {
    responseCode: "INSUFFICIENT_FUNDS",
    acquirerCode: "51",
    message: "Insufficient funds",
  },
  expired_card: { responseCode: "EXPIRED_CARD", acquirerCode: "54", message: "Expired card" },
  invalid_card: { responseCode: "DECLINED", acquirerCode: "14", message: "Invalid card number" },
  risk: { responseCode: "11", acquirerCode: "-", message: "transaction did not pass risk checks" },
  authentication_failed: {
    responseCode: "AUTHENTICATION_FAILED",
    acquirerCode: "-",
    message: "3-D Secure authentication failed",
  },
  error: { responseCode: "ERROR", acquirerCode: "-", message: "The gateway could not process the payment" },
};
