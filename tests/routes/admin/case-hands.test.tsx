import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { CaseHands } from "#app/routes/admin.cases.$caseId._index/case-hands.tsx";
import { renderInPage } from "#tests/support/render-page.tsx";

test("a case is offered to colleagues who do not have it", async () => {
  const found = { id: "cas_1", version: 3, status: "open", assignee_id: "usr_has" };
  const colleagues = [
    { id: "usr_me", name: "Leila" },
    { id: "usr_has", name: "Omar" },
    { id: "usr_other", name: "Thandi" },
  ];
  await renderInPage(<CaseHands found={found as never} me="usr_me" colleagues={colleagues} />);
  const choice = screen.getByRole("combobox", { name: "Give it to" });
  expect([...choice.querySelectorAll("option")].map((one) => one.textContent)).toEqual(["Thandi"]);
});
