import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { RefusalNote } from "#app/features/approvals/refusal-note.tsx";
import type { DecisionAnswer } from "#app/features/approvals/use-decision.ts";
import { clientAction } from "#app/routes/admin.enrollments.$enrollmentId.decision.tsx";
import { renderInPage } from "#tests/support/render-page.tsx";
import { origin } from "#tests/support/sign-in.ts";

test("a refused decision shows the words that were typed for it, with script too", async () => {
  const refused = { enrollmentId: "enr_1", result: { outcome: "no_reason" } };
  const answer = (await clientAction({
    request: new Request(`${origin}/admin/enrollments/enr_1/decision`, {
      method: "POST",
      body: new URLSearchParams({ decision: "reject", reason: "لا شهادة O'Brien" }),
    }),
    params: { enrollmentId: "enr_1" },
    serverAction: async () => refused as never,
  })) as DecisionAnswer;
  await renderInPage(<RefusalNote result={answer.result} />);
  expect(screen.getByRole("alert").textContent).toContain("What you wrote, not sent: “لا شهادة O'Brien”");
});
