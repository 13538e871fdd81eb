import { expect, test } from "vitest";
import { evidenceKinds } from "#app/features/payments/payment.ts";
import { type StudentFact, studentTimeline } from "#app/features/payments/student-timeline.ts";
import { translatorFor } from "#app/messages/translate.ts";

const fact = (change: Partial<StudentFact> & Pick<StudentFact, "kind" | "at">): StudentFact => ({
  id: change.at,
  gateway: "paymob",
  transactionRef: "1",
  attemptId: "att_1",
  amountMinor: 45_000,
  refundedMinor: null,
  currency: "EGP",
  ...change,
});
const tell = (facts: StudentFact[], seatAt: number | null = null) =>
  studentTimeline({ createdAt: 1_000, currency: "EGP", facts, seatAt }, translatorFor("en", "explain"));

test.each(evidenceKinds)("%s is told in words", (kind) => {
  const [event] = tell([fact({ kind, at: 2_000, refundedMinor: 100 })]);
  expect(event!.title).toMatch(/^[A-Z].{10,}$/);
  expect(event!.title).not.toMatch(/[_{}]|null|undefined/);
});

test("newest first, the beginning last, even where the gateway's clock is behind ours", () => {
  const events = tell([fact({ kind: "redirected", at: 1_500 }), fact({ kind: "succeeded", at: 900 })], 2_000);
  expect(events.map((event) => event.id)).toEqual(["seat", "fact-1500", "fact-900", "created"]);
});

test("one fact from two sources is one event; a second transaction and a further refund are events of their own", () => {
  const events = tell([
    fact({ kind: "succeeded", at: 2_000 }),
    fact({ kind: "succeeded", at: 2_001 }),
    fact({ kind: "succeeded", at: 2_002, transactionRef: "2" }),
    fact({ kind: "refunded", at: 2_003, refundedMinor: 1_000 }),
    fact({ kind: "refunded", at: 2_004, refundedMinor: 2_000 }),
  ]);
  expect(events.map((event) => event.title)).toEqual([
    "EGP\u00a020.00 was given back",
    "EGP\u00a010.00 was given back",
    "You paid EGP\u00a0450.00",
    "You paid EGP\u00a0450.00",
    "You chose to buy this course",
  ]);
});

test("of one moment what was told later stands above", () => {
  const events = tell([
    fact({ id: 1, kind: "succeeded", at: 2_000 }),
    fact({ id: 2, kind: "refunded", at: 2_000, refundedMinor: 1_000 }),
  ]);
  expect(events.map((event) => event.id)).toEqual(["fact-2", "fact-1", "created"]);
});
