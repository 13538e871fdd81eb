import { expect, test } from "vitest";
import { applyEvidence } from "#app/features/payments/apply-evidence.server.ts";
import { newId } from "#app/lib/ids.ts";
import { countOpenByKind } from "#app/routes/admin._index/queries.server.ts";
import { loader as exceptions } from "#app/routes/admin.exceptions._index/route.tsx";
import {
  loader as exceptionPage,
  action as resolve,
} from "#app/routes/admin.exceptions.$exceptionId._index/route.tsx";
import { action as repair } from "#app/routes/admin.exceptions.$exceptionId.repairs.ts";
import { loader as exceptionsFile } from "#app/routes/admin.exceptions[.]csv.ts";
import { type ExceptionKind, exceptionKinds } from "#db/schema.ts";
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

test("a word of the gateway that nobody knows is called unpaid by a person, with a reason, and money still counts", async () => {
  const payment = await build.payment({ gateway: "ikhokha" });
  const tell = (kind: "unknown_status" | "succeeded", more = {}) =>
    applyEvidence(db, {
      paymentId: payment.id,
      actor: { type: "system", id: null },
      evidence: [
        evidence({
          kind,
          source: "poll",
          gateway: "ikhokha",
          attempt_id: payment.attempt.id,
          transaction_ref: payment.attempt.orderRef,
          ...more,
        }),
      ],
    });
  await tell("unknown_status", { reason: "ON_HOLD", gateway_code: "ON_HOLD" });
  const { id: exceptionId } = await db
    .selectFrom("exceptions")
    .select("id")
    .where("payment_id", "=", payment.id)
    .executeTakeFirstOrThrow();
  const { id, cookie } = await signedIn(db, "finance", "Omar Farouk");
  const params = { exceptionId };
  const look = () => exceptionPage(routeArgs(`/admin/exceptions/${exceptionId}`, { cookie, params }));
  const act = async (form: Record<string, string>) => {
    const args = routeArgs(`/admin/exceptions/${exceptionId}/repairs`, { cookie, form, params });
    return (await responseOf(repair(args))).headers.get("location");
  };
  const { preview, detail } = await look();
  expect(preview).toEqual({ repair: "unpaid", words: ["ON_HOLD"] });
  expect(detail.exception.facts).toMatchObject({ why: "unknown_status", said: [{ word: "ON_HOLD" }] });
  const now = () =>
    db
      .selectFrom("payments")
      .select(["status", "failure_code", "captured_minor"])
      .where("id", "=", payment.id)
      .executeTakeFirstOrThrow();

  expect(await act({ reason: " " })).toContain("told=no_reason");
  expect((await now()).status).toBe("needs_review");
  const reason = "The dashboard shows an abandoned link";
  expect(await act({ reason })).toContain("told=repaired");
  expect(await now()).toMatchObject({ status: "failed", failure_code: "unknown" });
  expect((await look()).detail.exception.status).toBe("resolved");
  expect(await act({ reason })).toContain("told=not_open");
  const audit = await db
    .selectFrom("audit_log")
    .select(["actor_id", "reason"])
    .where("subject_id", "=", payment.id)
    .where("actor_type", "=", "staff")
    .execute();
  expect(audit).toEqual([{ actor_id: id, reason }]);

  // Asked again, the gateway says the same: nothing new. A word of another kind is a person's again.
  await tell("unknown_status", { reason: "ON_HOLD", source: "return", dedupe_key: "again" });
  expect((await now()).status).toBe("failed");
  await tell("unknown_status", { reason: "FROZEN", dedupe_key: "frozen" });
  expect((await look()).preview).toEqual({ repair: "unpaid", words: ["FROZEN"] });
  await tell("succeeded", { amount_minor: payment.amountMinor, currency: payment.currency });
  expect(await now()).toMatchObject({ status: "succeeded", captured_minor: payment.amountMinor });
});

test("a decision needs a reason; two at once end with one decision and an explanation", async () => {
  const { exceptionId } = await paidWithoutSeat();
  const decide = async (form: Record<string, string>) => {
    const { cookie } = await signedIn(db, "registrar");
    const path = `/admin/exceptions/${exceptionId}?index`;
    const answer: unknown = await resolve(routeArgs(path, { cookie, form, params: { exceptionId } }));
    if (!(answer instanceof Response)) return (answer as { data: { told: string } }).data.told;
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

test("open exceptions come kind by kind, the most urgent first, and a kind's own list shows it alone", async () => {
  for (const kind of exceptionKinds.toReversed()) await openMany(kind, kind === "dead_delivery" ? 3 : 1);
  await paidWithoutSeat();
  const { cookie } = await signedIn(db, "auditor");
  const { rows, kinds } = await exceptions(routeArgs("/admin/exceptions", { cookie }));
  const paid = kinds.find((one) => one.kind === "paid_not_enrolled")!;
  const inOrder = rows.filter((row) => row.kind === "paid_not_enrolled");
  expect(paid).toMatchObject({ count: inOrder.length, oldestAt: inOrder[0]!.first_seen_at });
  expect([...new Set(rows.map((row) => row.kind))]).toEqual(exceptionKinds);
  expect(kinds.map((one) => one.kind)).toEqual(exceptionKinds);
  expect((await countOpenByKind(db)).map((one) => one.kind)).toEqual(exceptionKinds);
  const alone = await exceptions(routeArgs("/admin/exceptions?kind=dead_delivery", { cookie }));
  expect(alone.rows.map((row) => row.kind)).toEqual(Array(3).fill("dead_delivery"));
  expect(
    (await exceptions(routeArgs("/admin/exceptions?kind=ledger_drift&status=ignored", { cookie }))).rows,
  ).toEqual([]);
});

test.each(["", "&sort=since", "&sort=-seen", "&status=all&sort=-kind"])(
  "the list in the order “%s” has every exception once, forth and back, and is found by who it is about",
  async (order) => {
    const { cookie } = await signedIn(db, "finance");
    const student = await build.user({ name: "ياسمين عبد الرحمن" });
    await openMany("facts_disagree", 60, student.id);
    const asked = (more: string) =>
      exceptions(
        routeArgs(`/admin/exceptions?q=${encodeURIComponent("ياسمين عبد")}${order}${more}`, { cookie }),
      );
    const first = await asked("");
    const second = await asked(`&before=${encodeURIComponent(first.older!)}`);
    const back = await asked(`&after=${encodeURIComponent(second.newer!)}`);
    const ids = [...first.rows, ...second.rows].map((row) => row.id);
    expect([first.rows.length, new Set(ids).size]).toEqual([50, first.total.count]);
    expect(back.rows.map((row) => row.id)).toEqual(first.rows.map((row) => row.id));
    await db.deleteFrom("exceptions").where("student_id", "=", student.id).execute();
  },
);

test("who may take money's figures out takes the exceptions out, and nobody else", async () => {
  const { exceptionId } = await paidWithoutSeat();
  const file = async (role: "finance" | "support") => {
    const { cookie } = await signedIn(db, role);
    const path = `/admin/exceptions.csv?q=${exceptionId}&cols=what,kind,state,id`;
    return responseOf(exceptionsFile(routeArgs(path, { cookie })));
  };
  expect((await file("support")).status).toBe(403);
  const lines = (await (await file("finance")).text()).split("\r\n");
  expect(lines[0]).toContain("Student,Kind,Status,Severity,Id");
  expect(lines[1]).toContain(`paid_not_enrolled,open,`);
  expect(lines[1]).toContain(exceptionId);
});

async function openMany(kind: ExceptionKind, count: number, studentId?: string) {
  for (let n = 0; n < count; n++)
    await db
      .insertInto("exceptions")
      .values({
        id: newId("exc"),
        dedupe_key: newId("exc"),
        kind,
        facts: "{}",
        history: "[]",
        student_id: studentId ?? null,
        first_seen_at: new Date(Date.now() - (n % 7) * 60_000),
      })
      .execute();
}

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
