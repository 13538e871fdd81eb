import type { FaultGateway } from "../http/faults.ts";

/** A webhook as bytes about to leave. */
export interface Outgoing {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** How true a webhook is: as it happened; wrongly signed; naming another order; or about the state before. */
export type Variant = "true" | "broken_signature" | "other_reference" | "earlier";

/** Something the merchant is to hear of. `build` makes the bytes anew for each attempt: Paymob's bodies grow. */
export interface WebhookEvent {
  gateway: FaultGateway;
  /** Paymob transaction id or iKhokha paylink id. */
  subject: string;
  reference: string | null;
  /** In words, such as "paid". */
  about: string;
  /** Null when the merchant gave no address: nothing is sent, and the log says so. */
  build: ((variant: Variant) => Outgoing) | null;
  onAnswer?: (url: string, status: number, headers: string, content: string) => void;
}

export interface DeliveryAttempt {
  at: string;
  tookMs: number;
  /** The merchant's answer, or null with `error` when there was none. */
  status: number | null;
  answer: string | null;
  error: string | null;
}

/**
 * One webhook and what became of it.
 * - `retrying`: refused or unanswered, to be sent again. `gave_up`: never taken, and said on stderr.
 * - `withheld`: mode "never", or no address. `dropped`: a fault swallowed it.
 */
export interface Delivery {
  id: number;
  event: WebhookEvent;
  variant: Variant;
  state: "scheduled" | "sending" | "delivered" | "retrying" | "gave_up" | "withheld" | "dropped";
  attempts: DeliveryAttempt[];
  lastSent: Outgoing | null;
  /** The sandbox was reset or closed: nothing more is sent. */
  abandoned: boolean;
}

/** Whether more is to come of it. */
export function isOpen(delivery: Delivery): boolean {
  return ["scheduled", "sending", "retrying"].includes(delivery.state);
}
