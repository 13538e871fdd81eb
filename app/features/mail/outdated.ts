import type { LetterFacts } from "#app/features/mail/letter-facts.server.ts";
import { mailFacts } from "#app/features/mail/mail-facts.ts";
import { isOpen } from "#app/features/payments/payment.ts";
import { assertNever } from "#app/lib/assert-never.ts";
import type { EnrollmentStatus } from "#db/schema.ts";

/** As they are stored; the office says them in its reader's language (use-record-words). */
export const reasons = {
  paid: "the student has paid since",
  seated: "the student has a seat since",
  unpayable: "this payment can no longer be paid",
  late: "its time is over",
  moved: "the enrollment has moved on since",
  gone: "the seat is no longer offered",
} as const;
export type OutdatedReason = (typeof reasons)[keyof typeof reasons];

/**
 * Why a letter must not go out any more, in plain words for staff; null while what it says is true. Mail can wait for
 * hours: until a mail server is back, or until somebody sends it once more.
 */
export function whyOutdated(facts: LetterFacts, now = new Date()): OutdatedReason | null {
  const { kind, payment, enrollment, seat } = facts;
  const decided = (status: EnrollmentStatus) => (enrollment?.status === status ? null : reasons.moved);
  switch (kind) {
    case "receipt":
    case "refund_made":
    case "case_answer":
      return null;
    case "payment_failed":
    case "payment_link":
      if (payment && payment.capturedMinor > 0) return reasons.paid;
      // Who is approved has a seat held, and is to pay for it.
      if (seat && seat.status !== "approved") return reasons.seated;
      if (payment && !isPayable(payment)) return reasons.unpayable;
      return isOver(facts, now) ? reasons.late : null;
    case "enrollment_approved":
      return decided("active");
    case "enrollment_rejected":
      return decided("rejected");
    case "enrollment_revoked":
      return decided("revoked");
    case "pay_invitation":
    case "deadline_extended":
      return decided("approved") ?? (isOver(facts, now) ? reasons.late : null);
    case "seat_lapsed":
      return decided("lapsed") ?? (seat ? reasons.seated : null);
    case "seat_moved":
      return enrollment?.status === "active" || enrollment?.status === "suspended" ? null : reasons.moved;
    case "waitlist_offer":
      if (seat?.status !== "approved") return reasons.gone;
      return isOver(facts, now) ? reasons.late : null;
    default:
      return assertNever(kind);
  }
}

const isPayable = ({ status }: NonNullable<LetterFacts["payment"]>) =>
  isOpen(status) || status === "failed" || status === "expired";

/** Until when the student may do what the letter asks: as the seat says now, else as it was when the letter was asked for. */
export function deadlineOf({ kind, facts, enrollment, seat }: LetterFacts): Date | null {
  const held = enrollment ?? seat;
  const now = held?.status === "approved" ? held.payBy : null;
  switch (kind) {
    case "payment_link":
      return momentOf(mailFacts.payment_link.parse(facts).payBy);
    case "pay_invitation":
    case "deadline_extended":
      return now ?? momentOf(mailFacts[kind].parse(facts).payBy);
    case "waitlist_offer":
      return now ?? momentOf(mailFacts.waitlist_offer.parse(facts).until);
    default:
      return null;
  }
}

const momentOf = (iso: string | null | undefined) => (iso ? new Date(iso) : null);

function isOver(facts: LetterFacts, now: Date): boolean {
  const deadline = deadlineOf(facts);
  return deadline !== null && deadline <= now;
}
