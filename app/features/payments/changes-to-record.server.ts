import type { EvidenceInput } from "#app/features/payments/evidence-input.ts";
import type { LockedPayment } from "#app/features/payments/lock-payment.server.ts";
import type { PaymentPlan, SeatRequest } from "#app/features/payments/plan-change.ts";
import { currentRequestId } from "#app/lib/logger.server.ts";

/** The audit entries and outbox events of one change, as write_payments takes them; `only_if_seat` waits for the seat's own answer. */
export function changesOf(input: EvidenceInput, locked: LockedPayment, plan: PaymentPlan): object[] {
  const { payment } = locked;
  const { after } = plan;
  const who = {
    actor_type: input.actor.type,
    actor_id: input.actor.id,
    reason: input.actor.reason ?? null,
    request_id: currentRequestId() ?? null,
    delivery_id: input.actor.deliveryId ?? input.delivery?.id ?? null,
  };
  const changes: object[] = [];
  if (plan.changed)
    changes.push({
      ...who,
      topic: "payments",
      kind: `payment.${after.status}`,
      subject_type: "payment",
      subject_id: payment.id,
      subject_version: payment.version + 1,
      audience: [payment.student_id],
      before: { status: payment.status, captured: payment.captured_minor, refunded: payment.refunded_minor },
      after: { status: after.status, captured: after.capturedMinor, refunded: after.refundedMinor },
      data: {
        status: after.status,
        previous: payment.status,
        amountMinor: payment.amount_minor,
        currency: payment.currency,
        gateway: payment.gateway,
        courseId: payment.course_id,
      },
    });
  if (plan.seat) changes.push(...seatChanges(plan.seat, payment, who));
  if (input.delivery)
    changes.push({
      ...who,
      no_audit: true,
      topic: "webhooks",
      kind: "delivery.processed",
      subject_type: "delivery",
      subject_id: input.delivery.id,
      subject_version: 1,
      audience: [],
      data: { gateway: payment.gateway, paymentId: payment.id, status: "processed" },
    });
  return changes;
}

/** Both that the seat may be: confirmed, or held until staff have decided; the course's own row says which. */
function seatChanges(seat: SeatRequest, payment: LockedPayment["payment"], who: object): object[] {
  const version = (seat.carries?.version ?? 0) + 1;
  return (["active", "pending_approval"] as const).map((status) => ({
    ...who,
    only_if_seat: status === "active" ? "granted" : "pending",
    topic: "enrollments",
    kind: status === "active" ? "enrollment.granted" : "enrollment.awaiting_approval",
    subject_type: "enrollment",
    subject_id: seat.id,
    subject_version: version,
    audience: [payment.student_id],
    before: seat.carries && { status: seat.carries.status },
    after: { status, payment_id: payment.id },
    data: { status, courseId: payment.course_id, paymentId: payment.id },
  }));
}
