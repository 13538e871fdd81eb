import { expect, test } from "vitest";
import { applyEvidence } from "#app/features/payments/apply-evidence.server.ts";
import { loader as exceptions } from "#app/routes/admin.exceptions._index/route.tsx";
import { loader as exceptionPage } from "#app/routes/admin.exceptions.$exceptionId._index/route.tsx";
import { action as repair } from "#app/routes/admin.exceptions.$exceptionId.repairs.ts";
import { action as resolve } from "#app/routes/admin.exceptions.$exceptionId.resolution.ts";
import { builders, evidence } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { responseOf, routeArgs, signedIn } from "#tests/support/sign-in.ts";

const { db } = useDatabase();
const build = builders(db);

test("a paid student without a seat is previewed honestly, and seated once one is free", async () => {
  const { exceptionId, paymentId, courseId } = await paidWithoutSeat();
  const { id, cookie } = await signedIn(db, "finance", "Omar Farouk");
  const look = () =>
    exceptionPage(routeArgs(`/admin/exceptions/${exceptionId}`, { cookie, params: { exceptionId } }));
  const act = () =>
    responseOf(
      repair(
        routeArgs(`/admin/exceptions/${exceptionId}/repairs`, { cookie, form: {}, params: { exceptionId } }),
      ),
    );
  expect((await look()).preview).toEqual({ repair: "seat", asks: true, enrolled: 1, capacity: 1 });
  expect((await act()).headers.get("location")).toBe(`/admin/exceptions/${exceptionId}?told=full`);

  await db.updateTable("courses").set({ capacity: 2 }).where("id", "=", courseId).execute();
  expect((await look()).preview).toMatchObject({ enrolled: 1, capacity: 2 });
  expect((await act()).headers.get("location")).toBe(`/admin/exceptions/${exceptionId}?told=repaired`);
  expect((await act()).headers.get("location")).toContain("told=not_open");
  const seat = await db
    .selectFrom("enrollments")
    .select("id")
    .where("payment_id", "=", paymentId)
    .executeTakeFirstOrThrow();
  const audit = await db.selectFrom("audit_log").selectAll().where("subject_id", "=", seat.id).execute();
  expect(audit).toMatchObject([{ action: "enrollment.granted", actor_type: "staff", actor_id: id }]);
  expect((await look()).detail.exception.status).toBe("resolved");
});

test("a decision needs a reason; two at once end with one decision and an explanation", async () => {
  const { exceptionId } = await paidWithoutSeat();
  const decide = async (form: Record<string, string>) => {
    const { cookie } = await signedIn(db, "registrar");
    const path = `/admin/exceptions/${exceptionId}/resolution`;
    const answer = await responseOf(resolve(routeArgs(path, { cookie, form, params: { exceptionId } })));
    return new URL(answer.headers.get("location")!, "http://x").searchParams.get("told");
  };
  expect(await decide({ decision: "resolve", reason: "  ", version: "1" })).toBe("no_reason");
  expect(await decide({ decision: "delete", reason: "because", version: "1" })).toBe("no_reason");
  const both = await Promise.all([
    decide({ decision: "resolve", reason: "Refunded at the gateway", version: "1" }),
    decide({ decision: "ignore", reason: "Agreed to wait", version: "1" }),
  ]);
  expect(both.filter((told) => told === "stale")).toHaveLength(1);
  expect(both.some((told) => told === "resolved" || told === "ignored")).toBe(true);
});

test("open exceptions are grouped by kind with their count and age, and a kind's own list shows it alone", async () => {
  await paidWithoutSeat();
  const { cookie } = await signedIn(db, "auditor");
  const { groups } = await exceptions(routeArgs("/admin/exceptions", { cookie }));
  const paid = groups.find((group) => group.kind === "paid_not_enrolled")!;
  expect(paid.count).toBe(paid.rows.length);
  expect(paid.oldestAt).toEqual(paid.rows[0]!.first_seen_at);
  const alone = await exceptions(routeArgs("/admin/exceptions?kind=dead_delivery", { cookie }));
  expect(alone.groups).toEqual([]);
});

/** The one seat is bought by someone; then another pays for it. */
async function paidWithoutSeat() {
  const course = await build.course({ capacity: 1 });
  const first = await build.payment({ courseId: course.id });
  const late = await build.payment({ courseId: course.id });
  for (const payment of [first, late])
    await applyEvidence(db, {
      paymentId: payment.id,
      evidence: [
        evidence({
          kind: "succeeded",
          attempt_id: payment.attempt.id,
          transaction_ref: payment.attempt.orderRef,
          amount_minor: payment.amountMinor,
          currency: payment.currency,
        }),
      ],
      actor: { type: "system", id: null },
    });
  const { id } = await db
    .selectFrom("exceptions")
    .select("id")
    .where("payment_id", "=", late.id)
    .executeTakeFirstOrThrow();
  return { exceptionId: id, paymentId: late.id, courseId: course.id };
}
