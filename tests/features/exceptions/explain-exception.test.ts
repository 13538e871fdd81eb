import { expect, test } from "vitest";
import { exceptionLabels, explainException } from "#app/features/exceptions/explain-exception.ts";
import { exceptionKinds } from "#db/schema.ts";

test.each(exceptionKinds)("%s is explained even where no fact is known", (kind) => {
  const words = explainException(kind, {});
  expect(exceptionLabels[kind]).toMatch(/^[A-Z]/);
  expect(words.headline).toMatch(/\S/);
  expect(words.unknown.length).toBeGreaterThan(0);
  expect(words.choices.length).toBeGreaterThan(0);
  expect(JSON.stringify(words)).not.toMatch(/undefined|null|NaN|\[object/);
});

test("a full course and the amount are named", () => {
  const { known } = explainException("paid_not_enrolled", {
    why: "course_full",
    capturedMinor: 36_250,
    currency: "OMR",
  });
  expect(known).toEqual(["OMR 36.250 was collected.", "The course was full when the money arrived."]);
});

test("a mismatch says what was asked, what was said, and by whom", () => {
  const { known } = explainException("payment_mismatch", {
    amountMinor: 45_000,
    currency: "EGP",
    why: "amount",
    said: [{ what: "amount", amountMinor: 4_500, currency: "EGP", transaction: "9001", source: "webhook" }],
  });
  expect(known).toContain("We asked for EGP 450.00.");
  expect(known.join(" ")).toContain("A webhook reported a payment of EGP 45.00 (transaction 9001)");
});

test("words nobody here knows are shown, not hidden", () => {
  const { known } = explainException("status_drift", { stored: "succeeded", fromEvidence: "brand_new" });
  expect(known).toEqual(["Stored: “Succeeded”.", "The evidence says: “brand_new”."]);
  expect(explainException("payment_mismatch", { why: "odd" }).known).toContain("The reason given is “odd”.");
});
