import type { GatewayName } from "#app/gateways/gateway.ts";
import type { Generated, Moment, MomentOrNull } from "#db/tables/columns.ts";

/** What one payment adds to the sums of its day, and of the day it was paid. */
export interface PaymentSharesTable {
  payment_id: string;
  day: Moment;
  paid_day: MomentOrNull;
  currency: string;
  gateway: GatewayName;
  reached: boolean;
  attempts: number;
  captured_minor: number;
  refunded_minor: number;
}

export interface PaymentRollupsTable {
  /** Which day counts: that on which the payment was started, or that on which it was paid. */
  basis: "started" | "paid";
  day: Moment;
  currency: string;
  gateway: GatewayName;
  payments: number;
  /** How many a gateway heard of. */
  reached: number;
  /** How many collected money. */
  collected: number;
  attempts: number;
  captured_minor: number;
  refunded_minor: number;
}

export interface EnrollmentSharesTable {
  enrollment_id: string;
  day: Moment;
}

export interface EnrollmentRollupsTable {
  day: Moment;
  enrollments: number;
}

/** How far the sums of rows that are older than their events have been made. */
export interface RollupBuildsTable {
  name: "payments" | "enrollments";
  /** The zone whose days they are; another zone is another build. */
  time_zone: string;
  after_id: Generated<string>;
  built_at: MomentOrNull;
}
