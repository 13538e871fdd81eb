import { useFetcher } from "@remix-run/react";
import { createRemixStub } from "@remix-run/testing";
import { act, fireEvent, render, screen } from "@testing-library/react";
import { memo } from "react";
import { afterEach, expect, test } from "vitest";
import { ClockProvider } from "#app/components/clock.tsx";
import { shownToasts } from "#app/components/toasts.ts";
import { useDecision } from "#app/features/approvals/use-decision.ts";
import { WatchDecisions } from "#app/features/approvals/watch-decisions.tsx";
import type { EnrollmentListRow } from "#app/features/enrollments/list-enrollments.server.ts";
import { enrollmentCells } from "#app/routes/admin.enrollments._index/enrollment-cells.tsx";
import { useRowAnswers } from "#app/routes/admin.enrollments._index/use-row-answers.ts";
import { pageNow } from "#tests/support/render-page.tsx";
import { Words } from "#tests/support/words.tsx";

const waiting: EnrollmentListRow = {
  id: "enr_1",
  key: { values: [], id: "enr_1" },
  status: "pending_approval",
  source: "payment",
  version: 1,
  student_id: "usr_1",
  course_id: "crs_1",
  payment_id: "pay_1",
  waiting_since: new Date(pageNow),
  created_at: new Date(pageNow),
  pay_by: null,
  student: "Chipo Moyo",
  email: "chipo@example.com",
  course: "Data Analysis",
  capacity: 10,
  enrolled_count: 1,
  payment_status: "succeeded",
  captured_minor: 45_000,
  refunded_minor: 0,
  currency: "EGP",
  earlier: 0,
  refused: 0,
  refunded: 0,
  decision: null,
  decided_at: null,
  decided_by_name: null,
  decided_last: false,
};

const answers: object[] = [];
let row = waiting;
let stays = false;
afterEach(() => {
  stays = false;
  answers.length = 0;
  row = waiting;
});

/** The list's decision cell and status cell for one row, as the page draws them; once it is answered the loader has it no more, unless it `stays`. */
function Rows() {
  const left = useFetcher({ key: "decision:enr_1" }).data !== undefined;
  const { rows, answers: told, take } = useRowAnswers(left && !stays ? [] : [row]);
  const cells = enrollmentCells({
    bulkForm: null,
    mayDecide: true,
    back: "/",
    answers: told,
    lookers: [],
  });
  return (
    <>
      <WatchDecisions onAnswer={take} />
      {rows.map((one) => (
        <div key={one.id}>
          <div data-testid="status">{cells.status!.cell(one)}</div>
          <div data-testid="decision">{cells.decision!.cell(one)}</div>
        </div>
      ))}
    </>
  );
}

const drawn = { other: 0 };
/** A row beside it that nobody decides. */
const Other = memo(function Other() {
  useDecision({ ...waiting, id: "enr_2" });
  drawn.other++;
  return null;
});

const Page = () => (
  <>
    <Rows />
    <Other />
  </>
);

async function open() {
  const Stub = createRemixStub([
    { path: "/", Component: Page },
    { path: "/admin/enrollments/:enrollmentId/decision", action: () => answers.shift()! },
  ]);
  render(
    <Words locale="en">
      <ClockProvider now={pageNow} timeZone="Africa/Cairo">
        <Stub />
      </ClockProvider>
    </Words>,
  );
  await screen.findByTestId("decision");
}

const standing = {
  status: "revoked",
  version: 3,
  decided: {
    decision: "revoke",
    at: new Date(pageNow).toISOString(),
    reason: "Wrong course.",
    by: "usr_2",
    name: "Omar Farouk",
    latest: true,
  },
};
const answer = (result: object) => ({ enrollmentId: "enr_1", result });

test("a row that waits again says who brought it back", async () => {
  row = {
    ...waiting,
    version: 3,
    decision: "restore",
    decided_at: new Date(pageNow),
    decided_by_name: "Omar Farouk",
    decided_last: true,
  };
  await open();
  expect(screen.getByTestId("decision").textContent).toMatch(/Approve.*Omar Farouk restored it · just now/);
});

test("a refused decision's row shows how it stands by now, beside who was first", async () => {
  await open();
  answers.push(answer({ ...standing, outcome: "stale" }));
  fireEvent.click(screen.getByRole("button", { name: /^Approve/ }));
  await screen.findByText(/someone was first/);
  expect(screen.getByTestId("decision").textContent).toContain("Omar Farouk revoked it");
  expect(screen.getByTestId("status").textContent).toBe("Revoked");
});

test("a decision that cannot be taken back says who moved the row since", async () => {
  await open();
  answers.push(
    answer({ outcome: "decided", status: "active", previous: "pending_approval", version: 2, refund: null }),
  );
  fireEvent.click(screen.getByRole("button", { name: /^Approve/ }));
  await expect.poll(() => shownToasts().at(-1)?.text).toBe("Chipo Moyo is approved.");
  answers.push(answer({ ...standing, outcome: "too_late" }));
  act(() => shownToasts().at(-1)!.action!.press());
  await expect
    .poll(() => shownToasts().at(-1)?.text)
    .toBe("Not taken back: Chipo Moyo has moved since. Omar Farouk revoked it");
});

test("while one row is decided, another that reads its own decision is not drawn", async () => {
  await open();
  answers.push(answer({ ...standing, outcome: "stale" }));
  const before = drawn.other;
  fireEvent.click(screen.getByRole("button", { name: /^Approve/ }));
  await screen.findByText("Approving…");
  await screen.findByText(/someone was first/);
  expect(drawn.other).toBe(before);
});

test("a row that is decided, refused and decided again is told both answers", async () => {
  stays = true;
  await open();
  answers.push(answer({ ...standing, outcome: "stale" }));
  fireEvent.click(screen.getByRole("button", { name: /^Approve/ }));
  await screen.findByText(/someone was first/);
  fireEvent.click(screen.getByRole("button", { name: "Understood" }));
  answers.push(
    answer({ outcome: "decided", status: "active", previous: "pending_approval", version: 4, refund: null }),
  );
  fireEvent.click(screen.getByRole("button", { name: /^Approve/ }));
  await expect.poll(() => shownToasts().at(-1)?.text).toBe("Chipo Moyo is approved.");
});
