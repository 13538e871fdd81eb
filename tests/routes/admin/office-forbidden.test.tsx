import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import OfficeForbidden from "#app/routes/admin/office-forbidden.tsx";
import { renderInPage } from "#tests/support/render-page.tsx";

test("a student at the office's door reads whose it is and the way back, and no code of ours", async () => {
  const { container } = await renderInPage(
    <OfficeForbidden {...{ role: "student", permission: "office:open", act: "open the office" }} />,
  );
  expect(container.textContent).not.toMatch(/office:open|auditor/);
  expect(screen.getByText(/school’s office, for its staff/)).toBeTruthy();
  const [first] = screen.getAllByRole("link");
  expect([first!.textContent, first!.getAttribute("href")]).toEqual(["Go to the students’ side", "/"]);
});

test("staff read in words what their role may not do, which may, and can go on in the office", async () => {
  const { container } = await renderInPage(
    <OfficeForbidden {...{ role: "support", permission: "audit:read", act: "read the audit log" }} />,
  );
  expect(screen.getByText(/signed in as support, and this role may not read the audit log\./)).toBeTruthy();
  expect(container.textContent).not.toContain("audit:read");
  expect(screen.getByText(/owner, admin, finance, auditor/)).toBeTruthy();
  expect(screen.getAllByRole("link")[0]!.getAttribute("href")).toBe("/admin");
});
