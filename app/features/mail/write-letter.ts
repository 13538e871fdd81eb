import { isolateForeign, type Letter, type LetterPart, oneLine } from "#app/features/mail/letter.ts";
import type { LetterFacts } from "#app/features/mail/letter-facts.server.ts";
import { type MailFacts, mailFacts } from "#app/features/mail/mail-facts.ts";
import { deadlineOf } from "#app/features/mail/outdated.ts";
import { receiptParts, refundParts } from "#app/features/mail/receipt-letter.ts";
import { seatParts } from "#app/features/mail/seat-letter.ts";
import { assertNever } from "#app/lib/assert-never.ts";
import { isolate, isolateLeftToRight } from "#app/lib/isolate.ts";
import { unbrokenMoney } from "#app/lib/money.ts";
import { formatLetterTime, type LetterWords } from "#app/messages/letters.ts";
import { paths } from "#app/paths.ts";

export interface Desk {
  words: LetterWords;
  timeZone: string;
  appUrl: string;
  /** Lets whoever holds it see this payment and pay it. */
  payUrl: string | null;
}

/** What a mail says, by its kind. */
export function writeLetter(facts: LetterFacts, desk: Desk): Letter {
  const { kind } = facts;
  const { words } = desk;
  const title = facts.course?.title ?? "";
  const subject =
    kind === "case_answer"
      ? words("case_answer.subject", { subject: isolateForeign(caseOf(facts).subject, facts.locale) })
      : words(`${kind}.subject`, { course: isolateForeign(oneLine(title, 90), facts.locale) });
  return {
    subject: oneLine(subject, 180),
    heading: words(`${kind}.heading`),
    parts: partsOf(facts, desk, { course: isolate(title), amount: amountOf(facts) }),
  };
}

interface Named {
  course: string;
  amount: string;
}

function partsOf(facts: LetterFacts, desk: Desk, named: Named): LetterPart[] {
  const { kind } = facts;
  const { words } = desk;
  switch (kind) {
    case "receipt":
      return receiptParts(facts, desk, named);
    case "payment_failed":
      return [
        text(words("payment_failed.lead", { ...named })),
        text(words("payment_failed.next")),
        toCourse(facts, desk, words("payment_failed.tryAgain")),
        text(words("payment_failed.once")),
      ];
    case "payment_link":
      return [
        text(words("payment_link.lead", { ...named })),
        ...(desk.payUrl
          ? [
              {
                type: "link" as const,
                label: words("payment_link.pay", { amount: named.amount }),
                url: desk.payUrl,
                isPrivate: true,
              },
            ]
          : []),
        ...untilPart(facts, desk, "payment_link.until"),
      ];
    case "enrollment_approved":
      return [
        text(words("enrollment_approved.lead", { course: named.course })),
        ...startPart(facts, desk),
        {
          type: "link",
          label: words("enrollment_approved.openCourse"),
          url: desk.appUrl + paths.learn(facts.course!.id),
        },
      ];
    case "pay_invitation":
      return [
        text(words("pay_invitation.lead", { course: named.course })),
        ...startPart(facts, desk),
        toCourse(facts, desk, words("pay_invitation.pay")),
        ...untilPart(facts, desk, "pay_invitation.until"),
      ];
    case "deadline_extended":
      return [
        text(words("deadline_extended.lead", { course: named.course })),
        ...untilPart(facts, desk, "deadline_extended.until"),
        ...startPart(facts, desk),
        toCourse(facts, desk, words("deadline_extended.pay")),
      ];
    case "enrollment_rejected":
    case "enrollment_revoked":
      return [
        text(words(`${kind}.lead`, { course: named.course })),
        ...reasonParts(factsOf(facts, kind).reason, desk),
        ...moneyPart(facts, desk, kind, named),
      ];
    case "waitlist_offer":
      return [
        text(words("waitlist_offer.lead", { course: named.course })),
        ...startPart(facts, desk),
        toCourse(facts, desk, words("waitlist_offer.take")),
        ...untilPart(facts, desk, "waitlist_offer.until"),
      ];
    case "seat_lapsed":
    case "seat_moved":
      return seatParts(facts, desk, named);
    case "refund_made":
      return refundParts(facts, desk, named);
    case "case_answer":
      return [
        text(words("case_answer.lead", { subject: isolate(caseOf(facts).subject) })),
        { type: "quote", text: caseOf(facts).answer },
      ];
    default:
      return assertNever(kind);
  }
}

const text = (words: string): LetterPart => ({ type: "text", text: words });

function toCourse(facts: LetterFacts, desk: Desk, label: string): LetterPart {
  return {
    type: "link",
    label,
    url: desk.appUrl + (facts.course ? paths.course(facts.course.id) : paths.courses()),
  };
}

function startPart(facts: LetterFacts, desk: Desk): LetterPart[] {
  const { course } = facts;
  if (!course?.startsAt) return [];
  const value = formatLetterTime(course.startsAt, facts.locale, desk.timeZone, true);
  return [{ type: "facts", rows: [{ label: desk.words("fact.starts"), value }] }];
}

function untilPart(
  facts: LetterFacts,
  desk: Desk,
  message: "payment_link.until" | "pay_invitation.until" | "deadline_extended.until" | "waitlist_offer.until",
): LetterPart[] {
  const until = deadlineOf(facts);
  if (!until) return [];
  const moment = formatLetterTime(until, facts.locale, desk.timeZone);
  return [text(desk.words(message, { until: isolate(moment) }))];
}

function reasonParts(reason: string | null | undefined, desk: Desk): LetterPart[] {
  if (!reason?.trim()) return [];
  return [text(`${desk.words("fact.reason")}:`), { type: "quote", text: reason.trim() }];
}

/** What becomes of what was paid. While the bank questions a payment, nobody but the bank can say so. */
function moneyPart(
  facts: LetterFacts,
  { words }: Desk,
  kind: "enrollment_rejected" | "enrollment_revoked",
  { amount }: Named,
): LetterPart[] {
  if (wentBack(facts)) return [text(words("fact.wentBack", { amount }))];
  if (keptMinor(facts) <= 0) return [];
  const { status } = facts.payment!;
  if (status === "disputed" || status === "lost") return [text(words(`fact.${status}`, { amount }))];
  return [text(words(`${kind}.refund`, { amount }))];
}

const keptMinor = ({ payment }: LetterFacts) => (payment ? payment.capturedMinor - payment.refundedMinor : 0);

const wentBack = ({ payment }: LetterFacts) =>
  payment !== null && payment.capturedMinor > 0 && payment.refundedMinor >= payment.capturedMinor;

/** What the letter names: what was paid and is still here, else what was asked; for a link to pay, what is asked now. */
function amountOf({ kind, payment }: LetterFacts): string {
  if (!payment) return "";
  const { currency, capturedMinor, refundedMinor, priceMinor } = payment;
  const amountMinor = (kind === "payment_link" ? priceMinor : null) ?? payment.amountMinor;
  const kept = capturedMinor - refundedMinor;
  const paid = kind === "receipt" || kind === "refund_made";
  const minor = paid ? capturedMinor : kept > 0 ? kept : amountMinor;
  return isolateLeftToRight(unbrokenMoney({ minor, currency }));
}

function factsOf<Kind extends keyof typeof mailFacts>(facts: LetterFacts, kind: Kind): MailFacts<Kind> {
  return mailFacts[kind].parse(facts.facts) as MailFacts<Kind>;
}

const caseOf = (facts: LetterFacts) => factsOf(facts, "case_answer");
