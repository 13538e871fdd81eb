import { cleanup } from "@testing-library/react";
import { expect, test } from "vitest";
import type { Recorded } from "#app/features/audit/subject.ts";
import { locales } from "#app/messages/locales.ts";
import { SubjectCell } from "#app/routes/admin.audit._index/subject-cell.tsx";
import { viewLists } from "#db/schema.ts";
import { renderInPage } from "#tests/support/render-page.tsx";

/** Each kind of subject with what is recorded of it, and the page that it stands in. */
const subjects: Record<string, [id: string, page: string, after?: Recorded]> = {
  payment: ["pay_1", "/admin/payments/pay_1"],
  enrollment: ["enr_1", "/admin/enrollments/enr_1"],
  user: ["usr_1", "/admin/users/usr_1"],
  course: ["crs_1", "/admin/courses/crs_1"],
  delivery: ["whk_1", "/admin/webhooks/whk_1"],
  exception: ["exc_1", "/admin/exceptions/exc_1"],
  view: ["vew_1", "/admin/cases", { list: "cases" }],
  export: ["exp_1", "/admin/refunds", { list: "refunds" }],
  mail: ["mal_1", "/admin/mails/mal_1"],
  case: ["cas_1", "/admin/cases/cas_1"],
  bulk_job: ["blk_1", "/admin/operations/blk_1"],
  refund_draft: ["rfd_1", "/admin/refunds"],
  waitlist_entry: ["wle_1", "/admin/courses/crs_1", { course_id: "crs_1" }],
};

async function drawn(type: string, locale: (typeof locales)[number]) {
  cleanup();
  const [id, , after = null] = subjects[type]!;
  const about = { usr_1: "منى عادل", crs_1: "Data Analysis", pay_1: "منى عادل" }[id] ?? null;
  const row = { subject_type: type, subject_id: id, before: null, after, about };
  return (await renderInPage(<SubjectCell row={row} />, { locale })).container;
}

test.each(Object.keys(subjects))("a %s is said in words, linked, with its id beside it", async (type) => {
  const [id, page] = subjects[type]!;
  for (const locale of locales) {
    const cell = await drawn(type, locale);
    const link = cell.querySelector("a")!;
    expect(link.getAttribute("href")).toBe(page);
    expect(link.textContent).not.toBe("");
    expect(link.textContent).not.toContain(id);
    expect(link.textContent).not.toContain("_");
    expect(cell.textContent).toContain(id);
    if (locale === "ar") expect(link.textContent).not.toMatch(/[a-z]/i);
  }
});

test("people and courses are called by name, a payment by whose it is", async () => {
  expect((await drawn("user", "en")).textContent).toBe("Personمنى عادلusr_1");
  expect((await drawn("course", "en")).textContent).toBe("CourseData Analysiscrs_1");
  expect((await drawn("payment", "en")).textContent).toBe("Paymentمنى عادلpay_1");
});

test("whatever list a view or a file was of, it is linked", async () => {
  for (const list of viewLists) {
    cleanup();
    const row = { subject_type: "export", subject_id: "exp_1", before: null, after: { list }, about: null };
    const { container } = await renderInPage(<SubjectCell row={row} />);
    expect(container.querySelector("a")!.getAttribute("href")).toBe(`/admin/${list}`);
  }
});
