import type { LetterPart } from "#app/features/mail/letter.ts";
import type { LetterFacts } from "#app/features/mail/letter-facts.server.ts";
import { mailFacts } from "#app/features/mail/mail-facts.ts";
import type { Desk } from "#app/features/mail/write-letter.ts";
import { isolate } from "#app/lib/isolate.ts";
import { formatLetterTime } from "#app/messages/letters.ts";
import { paths } from "#app/paths.ts";

interface Named {
  course: string;
  amount: string;
}

/** Nobody asked the student before: what became of their seat, what of their money, and what they can do. */
export function seatParts(facts: LetterFacts, desk: Desk, named: Named): LetterPart[] {
  return facts.kind === "seat_moved" ? movedParts(facts, desk, named) : lapsedParts(facts, desk, named);
}

function movedParts(facts: LetterFacts, { words, timeZone, appUrl }: Desk, named: Named): LetterPart[] {
  const course = facts.course!;
  // While the bank questions it, nobody can say what the payment stands for.
  const stands = ["succeeded", "partially_refunded"].includes(facts.payment?.status ?? "");
  const from = isolate(facts.movedFrom ?? "");
  const parts: LetterPart[] = [
    { type: "text", text: words("seat_moved.lead", { from, course: named.course }) },
  ];
  if (course.startsAt)
    parts.push({
      type: "facts",
      rows: [
        {
          label: words("fact.starts"),
          value: formatLetterTime(course.startsAt, facts.locale, timeZone, true),
        },
      ],
    });
  if (stands) parts.push({ type: "text", text: words("seat_moved.money", { amount: named.amount }) });
  // A seat on hold moves as it stands: the course is not open to them.
  if (facts.enrollment?.status === "active")
    parts.push({
      type: "link",
      label: words("seat_moved.openCourse"),
      url: appUrl + paths.learn(course.id),
    });
  return parts;
}

function lapsedParts(facts: LetterFacts, { words, timeZone, appUrl }: Desk, named: Named): LetterPart[] {
  const { until, offered } = mailFacts.seat_lapsed.parse(facts.facts);
  const moment = isolate(formatLetterTime(new Date(until), facts.locale, timeZone));
  return [
    { type: "text", text: words("seat_lapsed.lead", { course: named.course, until: moment }) },
    { type: "text", text: words(offered ? "seat_lapsed.offered" : "seat_lapsed.approved") },
    { type: "text", text: words("seat_lapsed.next") },
    {
      type: "link",
      label: words("seat_lapsed.see"),
      url: appUrl + paths.course(facts.course!.id),
    },
  ];
}
