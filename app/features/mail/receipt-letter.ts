import type { LetterFact, LetterPart } from "#app/features/mail/letter.ts";
import type { LetterFacts } from "#app/features/mail/letter-facts.server.ts";
import type { Desk } from "#app/features/mail/write-letter.ts";
import { gatewayLabels } from "#app/gateways/gateway.ts";
import { unbrokenMoney } from "#app/lib/money.ts";
import { formatLetterTime } from "#app/messages/letters.ts";
import { paths } from "#app/paths.ts";

/** Who paid how much, for what, when and by which transaction; and whether the seat is theirs. */
export function receiptParts(
  facts: LetterFacts,
  { words, timeZone, appUrl }: Desk,
  named: { course: string; amount: string },
): LetterPart[] {
  const payment = facts.payment!;
  const course = facts.course!;
  const money = (minor: number) => unbrokenMoney({ minor, currency: payment.currency });
  const rows: LetterFact[] = [
    { label: words("fact.course"), value: course.title },
    { label: words("fact.amountPaid"), value: money(payment.capturedMinor), leftToRight: true },
  ];
  if (payment.refundedMinor > 0)
    rows.push({ label: words("fact.givenBack"), value: money(payment.refundedMinor), leftToRight: true });
  if (payment.completedAt)
    rows.push({
      label: words("fact.paidAt"),
      value: formatLetterTime(payment.completedAt, facts.locale, timeZone),
    });
  rows.push({ label: words("fact.paidWith"), value: gatewayLabels[payment.gateway], leftToRight: true });
  for (const ref of payment.transactionRefs)
    rows.push({ label: words("fact.transaction"), value: ref, leftToRight: true });
  rows.push({ label: words("fact.number"), value: payment.id, leftToRight: true });
  if (course.startsAt)
    rows.splice(1, 0, {
      label: words("fact.starts"),
      value: formatLetterTime(course.startsAt, facts.locale, timeZone, true),
    });
  const seated = facts.seat === "active";
  const standing = seated ? "seated" : facts.seat ? "waiting" : "unseated";
  const parts: LetterPart[] = [
    { type: "text", text: words("receipt.lead", named) },
    // Money given back in full: nothing is said of a seat.
    ...(payment.capturedMinor > payment.refundedMinor
      ? [{ type: "text" as const, text: words(`receipt.${standing}`) }]
      : []),
    { type: "facts", rows },
  ];
  if (seated)
    parts.push({
      type: "link",
      label: words("receipt.openCourse"),
      url: appUrl + paths.learn(course.id),
    });
  parts.push({ type: "link", label: words("receipt.seeReceipt"), url: appUrl + paths.receipt(payment.id) });
  return parts;
}
