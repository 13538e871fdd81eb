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
} from "#app/features/exceptions/fact-sentences.ts";
import type { ExceptionKind } from "#db/schema.ts";

/** One problem in words for staff: what is known, what is not, and what can be done about it. */
export interface ExceptionWords {
  headline: string;
  known: string[];
  unknown: string[];
  choices: string[];
}

/** The name of each kind, as the list groups them. */
export const exceptionLabels: Record<ExceptionKind, string> = {
  paid_not_enrolled: "Paid, not enrolled",
  enrolled_not_paid: "Enrolled, not paid",
  two_payments_one_seat: "Two payments for one seat",
  payment_mismatch: "Money that does not match",
  facts_disagree: "Facts that disagree",
  unattributed_money: "Money nobody claims",
  dead_delivery: "Dead deliveries",
  malformed_delivery: "Malformed deliveries",
  bad_signatures: "Wrong signatures",
  status_drift: "Status differs from its evidence",
  count_drift: "Seat count differs",
  ledger_drift: "Ledger differs",
};

/** Explains an exception from its kind and stored facts; a fact that is missing is left out, never guessed. */
export function explainException(kind: ExceptionKind, facts: ExceptionFacts): ExceptionWords {
  return words[kind](facts);
}

const words: Record<ExceptionKind, (facts: ExceptionFacts) => ExceptionWords> = {
  paid_not_enrolled: (facts) => ({
    headline: "A student has paid and has no seat",
    known: lines(
      amount(facts, "capturedMinor", (money) => `${money} was collected.`),
      facts.why === "course_full" && "The course was full when the money arrived.",
      facts.why === "no_enrollment" && "There was a seat, and no enrollment was made.",
    ),
    unknown: ["Whether the student would rather wait for a seat or have the money back."],
    choices: [
      "If a seat is free, grant it below. One that becomes free is granted by itself, first paid first served.",
      "If none is: raise the course's capacity, or give the money back at the gateway. Bursar sees the refund and closes this.",
    ],
  }),
  enrolled_not_paid: (facts) => ({
    headline: "A seat is held by money that was given back",
    known: lines(
      status(facts.paymentStatus, (label) => `The payment is “${label}”.`),
      amount(facts, "capturedMinor", (money) => `${money} was collected.`),
      amount(facts, "refundedMinor", (money) => `${money} was given back.`),
    ),
    unknown: ["Whether the student was meant to keep the seat."],
    choices: [
      "If the seat should go with the money, withdraw the enrollment where your school manages seats.",
      "If the student keeps it on purpose, ignore this with the reason: it stays closed.",
    ],
  }),
  two_payments_one_seat: (facts) => ({
    headline: "One student paid more than once for one seat",
    known: lines(
      list(facts.payments, (count) => `${count} payments hold money for the same course.`),
      list(
        facts.transactions,
        (count) => count > 1 && `${count} transactions of one payment collected money.`,
      ),
      "The student has one seat. No payment was lost.",
    ),
    unknown: ["Which of them the student meant to make."],
    choices: [
      "Give all but one back at the gateway. Bursar sees the refund, leaves the seat with the payment that stays, and closes this by itself.",
      "If the second was meant for someone else, write down who, and settle it with the student.",
    ],
  }),
  payment_mismatch: (facts) => ({
    headline: "The gateway speaks of money that is not what was asked",
    known: lines(
      amount(facts, "amountMinor", (money) => `We asked for ${money}.`),
      why(facts.why),
      ...held(facts),
      ...said(facts),
      held(facts).length > 0 ? "No seat was given." : "Nothing was booked and no seat was given.",
    ),
    unknown: ["Whether the student was charged the wrong amount, or someone tampered with the order."],
    choices: [
      "Ask the gateway: if its own record says the right amount, the payment completes by itself.",
      "If the record says the wrong amount too, give the money back there and let the student pay again. Bursar sees the refund, takes it out of suspense and closes this.",
    ],
  }),
  facts_disagree: (facts) => ({
    headline: "Two answers about the same payment contradict each other",
    known: lines(
      amount(facts, "capturedMinor", (money) => `${money} is booked as collected.`),
      ...held(facts),
      ...said(facts),
      "What was booked stands until a person decides.",
    ),
    unknown: ["Which of the two is true."],
    choices: [
      "Ask the gateway once more, then compare with its dashboard.",
      "When they agree, resolve this with what you found.",
    ],
  }),
  unattributed_money: (facts) => ({
    headline: "Money arrived for an order that is not ours",
    known: lines(
      gateway(facts, (name) =>
        facts.source === "history"
          ? `${name}’s own list names it: it is real.`
          : `${name} signed it: it is real.`,
      ),
      amount(facts, "amountMinor", (money) => `It is about ${money}.`),
      text(facts.transaction, (ref) => `Transaction ${ref}.`),
      text(facts.order, (ref) => `Order ${ref}, which no payment here has.`),
    ),
    unknown: ["Whose money it is."],
    choices: [
      "Look the transaction up in the gateway's dashboard: its billing details name the payer.",
      "If another system of the school uses the same account, point its callbacks there and ignore this.",
      "If a payment here should have this order, replay the delivery once it does.",
    ],
  }),
  dead_delivery: (facts) => ({
    headline: "A delivery could not be processed and was put aside",
    known: lines(
      gateway(facts, (name) => `It came from ${name}, rightly signed.`),
      number(facts.attempts, (count) => `It was tried ${count} times.`),
      text(facts.error, (error) => `The last try said: ${error}`),
      "Deliveries after it were not held up.",
    ),
    unknown: [
      "Whether the payment it speaks of is right meanwhile: asking the gateway may have told us already.",
    ],
    choices: [
      "Do a dry run: it shows what the delivery would change, without changing it.",
      "Replay it once what stood in its way is gone. Doing so twice changes nothing twice.",
    ],
  }),
  malformed_delivery: (facts) => ({
    headline: "A rightly signed delivery cannot be what the gateway meant",
    known: lines(
      gateway(facts, (name) => `Its signature is ${name}'s, and its fields do not make sense.`),
      text(facts.problem, (problem) => `${problem}`),
      text(facts.order, (ref) => `It names order ${ref}.`),
      "It was not applied to any payment.",
    ),
    unknown: [
      "Whether digits were moved between signed fields on purpose, or the gateway changed its format.",
    ],
    choices: [
      "Compare it with the gateway's dashboard. If the transaction there is real, ask the gateway about its payment.",
      "If it is not, tell the gateway: someone may be sending its signatures on.",
    ],
  }),
  bad_signatures: (facts) => ({
    headline: "Deliveries arrive with a wrong signature",
    known: lines(
      gateway(facts, (name) => `They claim to come from ${name}.`),
      number(facts.lastHour, (count) => `${count} in the hour before this was last looked at.`),
      "None of them was read. Payments are checked with the gateway meanwhile, so nothing is lost.",
    ),
    unknown: ["Whether our secret differs from the gateway's, or a stranger is guessing."],
    choices: [
      "If all of the gateway's deliveries fail, compare the webhook secret with the one in its dashboard.",
      "If others arrive well, a stranger is trying: there is nothing to do.",
    ],
  }),
  status_drift: (facts) => ({
    headline: "A stored status is not what its evidence says",
    known: lines(
      status(facts.stored, (label) => `Stored: “${label}”.`),
      status(facts.fromEvidence, (label) => `The evidence says: “${label}”.`),
    ),
    unknown: ["What wrote to the payment other than Bursar's one writer."],
    choices: [
      "Ask the gateway: the next piece of evidence sets the status right.",
      "Tell whoever runs the database.",
    ],
  }),
  count_drift: (facts) => ({
    headline: "A course counts other seats than it has enrollments",
    known: lines(
      number(facts.enrolledCount, (count) => `The course says ${count} seats are taken.`),
      number(facts.liveEnrollments, (count) => `${count} enrollments are live.`),
      number(facts.capacity, (count) => `Its capacity is ${count}.`),
    ),
    unknown: ["What changed one without the other."],
    choices: [
      "Count again below: the number is set to the live enrollments, unless that would oversell the course.",
    ],
  }),
  ledger_drift: (facts) => ({
    headline: "A payment and the ledger say different amounts",
    known: lines(
      amount(facts, "capturedMinor", (money) => `The payment has collected ${money}.`),
      amount(facts, "refundedMinor", (money) => `It has given back ${money}.`),
      amount(facts, "bookedMinor", (money) => `The ledger's balance of it is ${money}.`),
    ),
    unknown: ["What wrote to one of them other than Bursar's one writer."],
    choices: [
      "Compare both with the gateway's dashboard.",
      "Tell whoever runs the database: entries are added, never changed.",
    ],
  }),
};
