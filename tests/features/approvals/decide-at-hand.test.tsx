import { fireEvent, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { DecisionButtons } from "#app/features/approvals/decision-buttons.tsx";
import { BulkBar, bulkFormId } from "#app/routes/admin.enrollments._index/bulk-bar.tsx";
import { renderInPage } from "#tests/support/render-page.tsx";

const row = { id: "enr_1", version: 1, status: "pending_approval", source: "payment" } as const;

test("Escape closes a refusal that was thought better of, and the focus is back where it came from", async () => {
  await renderInPage(<DecisionButtons row={row} name="Mona Adel" back="/admin/enrollments" />);
  const summary = screen.getByLabelText("Reject: Mona Adel");
  const details = summary.closest("details")!;
  details.open = true;
  const reason = screen.getByLabelText("Reason, told to the student");
  reason.focus();
  fireEvent.keyDown(reason, { key: "a" });
  expect(details.open).toBe(true);
  fireEvent.keyDown(reason, { key: "Escape" });
  expect(details.open).toBe(false);
  expect(document.activeElement).toBe(summary);
});

test("the button at the thumb opens the form of the chosen rows and leads into it", async () => {
  await renderInPage(
    <BulkBar
      filters={{ q: null, status: null, course: null, until: null } as never}
      asOf="2026-11-30T10:00:00Z"
      query=""
      total={{ count: 3, exact: true }}
    />,
  );
  fireEvent.click(screen.getByRole("button", { name: "Decide about many" }));
  const form = document.getElementById(bulkFormId)!;
  expect(form.closest("details")!.open).toBe(true);
  expect(form.contains(document.activeElement)).toBe(true);
});
