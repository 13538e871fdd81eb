import { expect, test } from "vitest";
import { explainException } from "#app/features/exceptions/explain-exception.ts";
import { locales } from "#app/messages/locales.ts";
import { translatorFor } from "#app/messages/translate.ts";
import { exceptionKinds } from "#db/schema.ts";

const speech = (locale: (typeof locales)[number]) => ({
  problems: translatorFor(locale, "problems"),
  payments: translatorFor(locale, "payments"),
  records: translatorFor(locale, "records"),
});
const english = speech("en");

test.each(exceptionKinds)("%s is explained in both languages even where no fact is known", (kind) => {
  for (const locale of locales) {
    const words = explainException(kind, {}, speech(locale));
    expect(words.headline).toMatch(/\S/);
    expect(words.unknown.length).toBeGreaterThan(0);
    expect(words.choices.length).toBeGreaterThan(0);
    // A message that is missing is shown as its key.
    expect(JSON.stringify(words)).not.toMatch(/undefined|null|NaN|\[object|problems\./);
  }
});

test("a full course and the amount are named", () => {
  const { known } = explainException(
    "paid_not_enrolled",
    {
      why: "course_full",
      capturedMinor: 36_250,
      currency: "OMR",
    },
    english,
  );
  expect(known).toEqual(["OMR\u00a036.250 was collected.", "The course was full when the money arrived."]);
});

test("a mismatch says what was asked, what was said, and by whom", () => {
  const { known } = explainException(
    "payment_mismatch",
    {
      amountMinor: 45_000,
      currency: "EGP",
      why: "amount",
      said: [{ what: "amount", amountMinor: 4_500, currency: "EGP", transaction: "9001", source: "webhook" }],
    },
    english,
  );
  expect(known).toContain("We asked for EGP\u00a0450.00.");
  expect(known.join(" ")).toContain("A webhook reported a payment of EGP\u00a045.00 (transaction 9001)");
});

test("a payment beside a free seat is not called a second payment", () => {
  for (const locale of locales) {
    const free = explainException(
      "two_payments_one_seat",
      { capturedMinor: 45_000, currency: "EGP", payments: ["enr_1", "pay_1"] },
      speech(locale),
    );
    expect(JSON.stringify(free)).not.toMatch(/problems\.|undefined/);
    if (locale === "en") {
      expect(free.headline).toContain("free seat");
      expect(free.known).toEqual([
        "EGP\u00a0450.00 was collected.",
        "The student has a seat in this course already, which staff granted without payment.",
      ]);
    }
  }
  const twice = explainException("two_payments_one_seat", { payments: ["pay_1", "pay_2"] }, english);
  expect(twice.known[0]).toBe("2 payments hold money for the same course.");
});

test("words nobody here knows are shown, not hidden", () => {
  const { known } = explainException(
    "status_drift",
    { stored: "succeeded", fromEvidence: "brand_new" },
    english,
  );
  expect(known).toEqual(["Stored: “Succeeded”.", "The evidence says: “brand_new”."]);
  expect(explainException("payment_mismatch", { why: "odd" }, english).known).toContain(
    "The reason given is “odd”.",
  );
});
