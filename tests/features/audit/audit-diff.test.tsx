import { cleanup } from "@testing-library/react";
import { expect, test } from "vitest";
import { AuditDiff } from "#app/features/audit/audit-diff.tsx";
import type { Recorded } from "#app/features/audit/subject.ts";
import { paymentStatuses } from "#app/features/payments/payment.ts";
import { type Locale, locales } from "#app/messages/locales.ts";
import {
  approvalModes,
  bulkJobStatuses,
  caseMessageKinds,
  caseStatuses,
  courseStatuses,
  enrollmentDecisions,
  enrollmentStatuses,
  exceptionKinds,
  exceptionStatuses,
  mailKinds,
  mailStates,
  refundDraftStatuses,
  refundEffects,
  roles,
  viewLists,
  waitlistStatuses,
  webhookOutcomes,
  webhookStatuses,
} from "#db/schema.ts";
import { renderInPage } from "#tests/support/render-page.tsx";

async function drawn(
  subject_type: string,
  before: Recorded | null,
  after: Recorded | null,
  { named = {}, locale }: { named?: Record<string, string>; locale?: Locale } = {},
) {
  cleanup();
  const entry = { subject_type, subject_id: "pay_1", before, after, named };
  return (await renderInPage(<AuditDiff entry={entry} />, { locale })).container;
}

/** Each line's parts as they stand beside each other, without what only screen readers hear. */
const linesOf = (container: HTMLElement) =>
  [...container.querySelectorAll("li")].map((line) => {
    for (const hidden of line.querySelectorAll(".sr-only")) hidden.remove();
    const parts = [...line.childNodes].map((part) => part.textContent!.trim());
    return parts.filter(Boolean).join(" ");
  });

/** Every code that is written down, by the field of the subject it stands in. */
const codes: Record<string, readonly string[]> = {
  "payment.status": paymentStatuses,
  "enrollment.status": enrollmentStatuses,
  "enrollment.decision": enrollmentDecisions,
  "enrollment.source": ["payment", "staff", "request"],
  "bulk_job.status": bulkJobStatuses,
  "bulk_job.decision": enrollmentDecisions,
  "bulk_job.selection": ["ids", "matching", "job"],
  "course.status": courseStatuses,
  "course.approvalMode": approvalModes,
  "course.refundEffect": refundEffects,
  "delivery.status": webhookStatuses,
  "delivery.outcome": webhookOutcomes,
  "exception.status": exceptionStatuses,
  "exception.kind": exceptionKinds,
  "case.status": caseStatuses,
  "case.kind": caseMessageKinds,
  "mail.state": mailStates,
  "mail.kind": mailKinds,
  "waitlist_entry.status": waitlistStatuses,
  "refund_draft.status": refundDraftStatuses,
  "user.role": roles,
  "user.locale": locales,
  "view.list": viewLists,
  "export.list": viewLists,
  "export.end": ["whole", "cancelled", "failed"],
};

test.each(locales)(
  "no code that is written down is shown as it is stored (%s)",
  async (locale) => {
    const bare: string[] = [];
    for (const [place, stored] of Object.entries(codes)) {
      const [type, field] = place.split(".") as [string, string];
      for (const code of stored) {
        const line = await drawn(type, null, { [field]: code }, { locale });
        expect(linesOf(line)).toHaveLength(1);
        // "owner" and "failed" are words of English too.
        const isWord = locale === "en" && ["user.role", "export.end"].includes(place);
        if (line.querySelector("ins")!.textContent === code && !isWord) bare.push(`${place} ${code}`);
      }
    }
    expect(bare).toEqual([]);
  },
  60_000,
);

test("amounts are written as money in the payment's currency, times by the school's clocks, names for ids", async () => {
  const named = { pay_1: "EGP", crs_1: "Data Analysis", usr_1: "Mona Adel" };
  const before = { status: "succeeded", captured: 150_000, refunded: 0 };
  const after = { status: "partially_refunded", captured: 150_000, refunded: 60_050 };
  expect(linesOf(await drawn("payment", before, after, { named }))).toEqual([
    "Status Succeeded Partly refunded",
    "Given back EGP 0.00 EGP 600.50",
  ]);
  const held = { status: "offered", course_id: "crs_1", offer_until: "2026-12-03T10:02:00.000Z" };
  const offered = await drawn("waitlist_entry", { status: "waiting" }, held, { named });
  expect(linesOf(offered)).toEqual([
    "Status In line Offered a seat",
    "Course Data Analysis",
    "Offered until 3 Dec 2026, 12:02",
  ]);
  expect(offered.querySelector("a")!.getAttribute("href")).toBe("/admin/courses/crs_1");
  const draft = { payment_id: "pay_2", amount_minor: 38_000, currency: "OMR", status: "draft" };
  expect(linesOf(await drawn("refund_draft", null, draft))).toEqual([
    "Payment pay_2",
    "Amount OMR 38.000",
    "Status To be made",
  ]);
});

test("an edit says its prices, and the fields that no values are kept of", async () => {
  const before = { title: "Data", prices: { EGP: 450_000 }, changed: ["title", "description", "price_ZAR"] };
  const after = { ...before, title: "Data Analysis", prices: { EGP: 450_000, ZAR: 90_000 } };
  expect(linesOf(await drawn("course", before, after))).toEqual([
    "Title Data Data Analysis",
    "Prices EGP 4,500.00 EGP 4,500.00 · ZAR 900.00",
    "Edited Description",
  ]);
  expect(linesOf(await drawn("user", null, { changed: ["name", "phone"] }))).toEqual(["Edited Name, Phone"]);
});

test("a list taken out says what narrowed it and what it held", async () => {
  const after = {
    list: "payments",
    filters: { q: "(a search)", status: "succeeded", course: "crs_1" },
    columns: ["status", "email"],
  };
  expect(linesOf(await drawn("export", null, after, { named: { crs_1: "Data Analysis" } }))).toEqual([
    "List Payments",
    "Narrowed by Search: (a search) · Status: Succeeded · Course: Data Analysis",
    "Columns Status, E-mail",
  ]);
});

test("what nobody has words for stands as it is stored", async () => {
  const after = { some_new_field: "some_code", depth: { of: ["it"] }, status: "in_orbit", captured: 1_000 };
  expect(linesOf(await drawn("payment", null, after))).toEqual([
    "some new field some_code",
    'depth {"of":["it"]}',
    "Status in_orbit",
    "Received 1,000",
  ]);
});
