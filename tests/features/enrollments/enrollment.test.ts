import { expect, test } from "vitest";
import {
  type EnrollmentSource,
  holdsSeat,
  isWaiting,
  type Move,
  mayMove,
  moves,
  openDecisions,
  targetOf,
} from "#app/features/enrollments/enrollment.ts";
import { enrollmentStatuses } from "#db/schema.ts";

const sources: EnrollmentSource[] = ["payment", "staff", "request"];
const decisions = Object.keys(moves) as Move[];
const every = decisions.flatMap((decision) =>
  sources.flatMap((source) =>
    enrollmentStatuses.map((from) => ({ decision, source, from, to: targetOf(decision, source, from) })),
  ),
);

test("approving before the payment leads to paying, approving after it to the seat", () => {
  expect(targetOf("approve", "request", "requested")).toBe("approved");
  expect(targetOf("approve", "payment", "pending_approval")).toBe("active");
});

test("only what waits can be approved or rejected, and what was refused goes back to the queue, never past it", () => {
  for (const { decision, from, to } of every) {
    if (to === null) continue;
    if (decision === "approve" || decision === "reject") expect(isWaiting(from), from).toBe(true);
    if (from === "rejected") expect(isWaiting(to), to).toBe(true);
  }
});

test("nothing that was not paid becomes active by a decision", () => {
  const unpaid = every.filter(({ source, to }) => source === "request" && to === "active");
  expect(unpaid).toEqual([]);
});

test("refusing frees the seat, and a rejected or revoked enrollment holds none", () => {
  for (const { decision, to } of every)
    if (to !== null && (decision === "reject" || decision === "revoke")) expect(holdsSeat(to)).toBe(false);
});

test("each decision's move is an edge both ways, and a status that is left is another one", () => {
  for (const { from, to } of every) {
    if (to === null) continue;
    expect(to).not.toBe(from);
    expect(mayMove(from, to) && mayMove(to, from)).toBe(true);
  }
  expect(mayMove("lapsed", "active")).toBe(false);
  expect(mayMove("transferred", "active")).toBe(false);
  expect(mayMove("requested", "suspended")).toBe(false);
});

test("the buttons of a row are the decisions that are open from where it stands", () => {
  expect(openDecisions("payment", "pending_approval")).toEqual(["approve", "reject"]);
  expect(openDecisions("payment", "active")).toEqual(["revoke"]);
  expect(openDecisions("request", "lapsed")).toEqual(["restore"]);
  expect(openDecisions("payment", "transferred")).toEqual([]);
});
