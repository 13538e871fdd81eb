import { sayRecord } from "#app/features/audit/use-record-words.ts";
import {
  amount,
  type ExceptionFacts,
  gateway,
  held,
  lines,
  list,
  number,
  said,
  status,
  text,
  why,
  words,
} from "#app/features/exceptions/fact-sentences.ts";
import type { Translate } from "#app/messages/translate.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import type { ExceptionKind } from "#db/schema.ts";

/** One problem in words for staff: what is known, what is not, and what can be done about it. */
export interface ExceptionWords {
  headline: string;
  known: string[];
  unknown: string[];
  choices: string[];
}

/** The language an exception is explained in: its own words, and those of payments for their statuses. */
export interface ExceptionSpeech {
  exceptions: Translate<"exceptions">;
  problems: Translate<"problems">;
  payments: Translate<"payments">;
  records: Translate<"records">;
}

/** The speech of the page that is drawn. */
export function useExceptionSpeech(): ExceptionSpeech {
  return {
    exceptions: useTranslations("exceptions"),
    problems: useTranslations("problems"),
    payments: useTranslations("payments"),
    records: useTranslations("records"),
  };
}

/** Explains an exception from its kind and stored facts; a fact that is missing is left out, never guessed. */
export function explainException(kind: ExceptionKind, facts: ExceptionFacts, speech: Speech): ExceptionWords {
  const t = speech.problems;
  const problem = problemOf(kind, facts);
  return {
    headline: t(`explain.${problem}.headline`),
    known: known[problem](facts, t, speech),
    unknown: [t(`explain.${problem}.unknown`)],
    choices: choices[problem].map((choice) =>
      t(`explain.${problem}.choices.${choice}` as "explain.count_drift.choices.recount"),
    ),
  };
}

/**
 * Each kind; of two payments for one seat there is the kind where the seat is no payment's, and of money that does not
 * fit the kind where nobody can read whether it is any.
 */
type Problem = ExceptionKind | "paid_beside_free_seat" | "unread_status";

function problemOf(kind: ExceptionKind, facts: ExceptionFacts): Problem {
  if (kind === "two_payments_one_seat" && isBesideFreeSeat(facts)) return "paid_beside_free_seat";
  return kind === "payment_mismatch" && facts.why === "unknown_status" ? "unread_status" : kind;
}

/** Who holds the seat is named among its payments; an enrollment's id there is a seat that nobody paid for. */
const isBesideFreeSeat = (facts: ExceptionFacts) =>
  Array.isArray(facts.payments) && facts.payments.some((id) => String(id).startsWith("enr_"));

/** What can be done about each kind, in the order of trying. */
const choices: Record<Problem, readonly string[]> = {
  paid_not_enrolled: ["grant", "refund"],
  enrolled_not_paid: ["withdraw", "keep"],
  two_payments_one_seat: ["refund", "other"],
  paid_beside_free_seat: ["refund", "revoke"],
  payment_mismatch: ["ask", "refund"],
  unread_status: ["look", "unpaid", "ask"],
  facts_disagree: ["ask", "resolve"],
  unattributed_money: ["look", "other", "replay"],
  dead_delivery: ["dryRun", "replay"],
  malformed_delivery: ["compare", "tell"],
  bad_signatures: ["compare", "stranger"],
  status_drift: ["ask", "tell"],
  count_drift: ["recount"],
  ledger_drift: ["compare", "tell"],
  audit_altered: ["compare", "tell"],
};

type Speech = Omit<ExceptionSpeech, "exceptions">;
type Known = (facts: ExceptionFacts, t: Translate<"problems">, speech: Speech) => string[];

const known: Record<Problem, Known> = {
  paid_not_enrolled: (facts, t) =>
    lines(
      amount(facts, "capturedMinor", (money) => t("explain.paid_not_enrolled.known.collected", { money })),
      facts.why === "course_full" && t("explain.paid_not_enrolled.known.courseFull"),
      facts.why === "no_enrollment" && t("explain.paid_not_enrolled.known.noEnrollment"),
    ),
  enrolled_not_paid: (facts, t, { payments }) =>
    lines(
      status(facts.paymentStatus, payments, (status) =>
        t("explain.enrolled_not_paid.known.status", { status }),
      ),
      amount(facts, "capturedMinor", (money) => t("explain.paid_not_enrolled.known.collected", { money })),
      amount(facts, "refundedMinor", (money) => t("explain.enrolled_not_paid.known.refunded", { money })),
    ),
  two_payments_one_seat: (facts, t) =>
    lines(
      list(facts.payments, (count) => t("explain.two_payments_one_seat.known.payments", { count })),
      list(
        facts.transactions,
        (count) => count > 1 && t("explain.two_payments_one_seat.known.transactions", { count }),
      ),
      t("explain.two_payments_one_seat.known.oneSeat"),
    ),
  paid_beside_free_seat: (facts, t) =>
    lines(
      amount(facts, "capturedMinor", (money) =>
        t("explain.paid_beside_free_seat.known.collected", { money }),
      ),
      t("explain.paid_beside_free_seat.known.freeSeat"),
    ),
  payment_mismatch: (facts, t) => {
    const inSuspense = held(facts, t);
    return lines(
      amount(facts, "amountMinor", (money) => t("explain.payment_mismatch.known.asked", { money })),
      why(facts.why, t),
      ...inSuspense,
      ...said(facts, t),
      t(`explain.payment_mismatch.known.${inSuspense.length > 0 ? "noSeat" : "nothing"}`),
    );
  },
  unread_status: (facts, t) =>
    lines(
      amount(facts, "amountMinor", (money) => t("explain.payment_mismatch.known.asked", { money })),
      ...words(facts).map((word) => t("explain.unread_status.known.word", { word })),
      ...said(facts, t),
      t("explain.payment_mismatch.known.nothing"),
    ),
  facts_disagree: (facts, t) =>
    lines(
      amount(facts, "capturedMinor", (money) => t("explain.facts_disagree.known.booked", { money })),
      ...held(facts, t),
      ...said(facts, t),
      t("explain.facts_disagree.known.stands"),
    ),
  unattributed_money: (facts, t) =>
    lines(
      gateway(facts, (name) =>
        t(`explain.unattributed_money.known.${facts.source === "history" ? "listed" : "signed"}`, {
          gateway: name,
        }),
      ),
      amount(facts, "amountMinor", (money) => t("explain.unattributed_money.known.about", { money })),
      text(facts.transaction, (ref) => t("explain.unattributed_money.known.transaction", { ref })),
      text(facts.order, (ref) => t("explain.unattributed_money.known.order", { ref })),
    ),
  dead_delivery: (facts, t, { records, payments }) =>
    lines(
      gateway(facts, (name) => t("explain.dead_delivery.known.from", { gateway: name })),
      number(facts.attempts, (count) => t("explain.dead_delivery.known.tries", { count })),
      text(facts.error, (error) =>
        t("explain.dead_delivery.known.said", {
          error: sayRecord(error, records, payments).replace(/\.$/, ""),
        }),
      ),
      t("explain.dead_delivery.known.others"),
    ),
  malformed_delivery: (facts, t) =>
    lines(
      gateway(facts, (name) => t("explain.malformed_delivery.known.signed", { gateway: name })),
      text(facts.problem, (problem) => t("explain.malformed_delivery.known.problem", { problem })),
      text(facts.order, (ref) => t("explain.malformed_delivery.known.order", { ref })),
      t("explain.malformed_delivery.known.notApplied"),
    ),
  bad_signatures: (facts, t) =>
    lines(
      gateway(facts, (name) => t("explain.bad_signatures.known.claim", { gateway: name })),
      number(facts.lastHour, (count) => t("explain.bad_signatures.known.lastHour", { count })),
      t("explain.bad_signatures.known.unread"),
    ),
  status_drift: (facts, t, { payments }) =>
    lines(
      status(facts.stored, payments, (status) => t("explain.status_drift.known.stored", { status })),
      status(facts.fromEvidence, payments, (status) => t("explain.status_drift.known.evidence", { status })),
    ),
  count_drift: (facts, t) =>
    lines(
      number(facts.enrolledCount, (count) => t("explain.count_drift.known.counted", { count })),
      number(facts.liveEnrollments, (count) => t("explain.count_drift.known.live", { count })),
      number(facts.capacity, (count) => t("explain.count_drift.known.capacity", { count })),
    ),
  ledger_drift: (facts, t) =>
    lines(
      amount(facts, "capturedMinor", (money) => t("explain.ledger_drift.known.collected", { money })),
      amount(facts, "refundedMinor", (money) => t("explain.ledger_drift.known.refunded", { money })),
      amount(facts, "bookedMinor", (money) => t("explain.ledger_drift.known.booked", { money })),
    ),
  audit_altered: (facts, t) =>
    lines(
      ...(["altered", "missing", "added", "unchained"] as const).map((fault) =>
        number(facts[fault], (count) =>
          count > 0 ? t(`explain.audit_altered.known.${fault}`, { count }) : "",
        ),
      ),
      list(facts.entries, () =>
        t("explain.audit_altered.known.entries", { ids: (facts.entries as number[]).join(", ") }),
      ),
    ),
};
