import type { LetterFact, LetterPart } from "#app/features/mail/letter.ts";
import type { LetterFacts } from "#app/features/mail/letter-facts.server.ts";
import type { Desk } from "#app/features/mail/write-letter.ts";
import { gatewayLabels } from "#app/gateways/gateway.ts";
import { isolateLeftToRight } from "#app/lib/isolate.ts";
import { unbrokenMoney } from "#app/lib/money.ts";
import { formatLetterTime } from "#app/messages/letters.ts";
import { paths } from "#app/paths.ts";

interface Named {
  course: string;
  amount: string;
}

/** Who paid how much, for what, when and by which transaction; and whether the seat is theirs. */
export function receiptParts(facts: LetterFacts, desk: Desk, named: Named): LetterPart[] {
  const { words, timeZone, appUrl } = desk;
  const { seat } = facts;
  const payment = facts.payment!;
  const course = facts.course!;
  const rows: LetterFact[] = [{ label: words("fact.course"), value: course.title }];
  const isMoved = seat !== null && seat.course.id !== course.id;
  if (isMoved) rows.push({ label: words("fact.seatNow"), value: seat.course.title });
  else if (course.startsAt)
    rows.push({
      label: words("fact.starts"),
      value: formatLetterTime(course.startsAt, facts.locale, timeZone, true),
    });
  rows.push(...moneyFacts(facts, desk));
  if (payment.completedAt)
    rows.push({
      label: words("fact.paidAt"),
      value: formatLetterTime(payment.completedAt, facts.locale, timeZone),
    });
  rows.push(...referenceFacts(facts, desk));
  const standing = standingOf(facts);
  const parts: LetterPart[] = [
    { type: "text", text: words("receipt.lead", { ...named }) },
    ...(standing ? [{ type: "text" as const, text: words(`receipt.${standing}`) }] : []),
    { type: "facts", rows },
  ];
  if (standing === "seated")
    parts.push({
      type: "link",
      label: words("receipt.openCourse"),
      url: appUrl + paths.learn(seat!.course.id),
    });
  parts.push({ type: "link", label: words("receipt.seeReceipt"), url: appUrl + paths.receipt(payment.id) });
  return parts;
}

/** What a receipt says of the seat: nothing where the money went back, or a person decided about the seat since. */
function standingOf({ payment, seat }: LetterFacts): "seated" | "waiting" | "unseated" | null {
  if (payment!.capturedMinor <= payment!.refundedMinor) return null;
  if (seat === null || seat.status === "approved" || seat.status === "requested") return "unseated";
  if (seat.status === "active") return "seated";
  return seat.status === "pending_approval" ? "waiting" : null;
}

/** How much of a payment went back, and how. */
export function refundParts(facts: LetterFacts, desk: Desk, named: Named): LetterPart[] {
  const { words, appUrl } = desk;
  const { id, capturedMinor, refundedMinor, currency } = facts.payment!;
  const back = isolateLeftToRight(unbrokenMoney({ minor: refundedMinor, currency }));
  const whole = refundedMinor >= capturedMinor;
  return [
    { type: "text", text: words(whole ? "refund_made.whole" : "refund_made.lead", { ...named, back }) },
    { type: "text", text: words("refund_made.when") },
    {
      type: "facts",
      rows: [
        { label: words("fact.course"), value: facts.course!.title },
        ...moneyFacts(facts, desk),
        ...referenceFacts(facts, desk),
      ],
    },
    { type: "link", label: words("refund_made.see"), url: appUrl + paths.payment(id) },
  ];
}

function moneyFacts({ payment }: LetterFacts, { words }: Desk): LetterFact[] {
  const { capturedMinor, refundedMinor, currency } = payment!;
  const fact = (label: string, minor: number): LetterFact => ({
    label,
    value: unbrokenMoney({ minor, currency }),
    leftToRight: true,
    unbroken: true,
  });
  const rows = [fact(words("fact.amountPaid"), capturedMinor)];
  if (refundedMinor > 0) rows.push(fact(words("fact.givenBack"), refundedMinor));
  return rows;
}

function referenceFacts({ payment }: LetterFacts, { words }: Desk): LetterFact[] {
  const { gateway, transactionRefs, id } = payment!;
  return [
    { label: words("fact.paidWith"), value: gatewayLabels[gateway], leftToRight: true },
    ...transactionRefs.map((ref) => ({
      label: words("fact.transaction"),
      value: ref,
      leftToRight: true,
    })),
    { label: words("fact.number"), value: id, leftToRight: true },
  ];
}
