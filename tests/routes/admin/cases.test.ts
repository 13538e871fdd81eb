import { beforeAll, expect, test } from "vitest";
import { grantSeat } from "#app/features/support/grant-seat.server.ts";
import { newId } from "#app/lib/ids.ts";
import { action as ask } from "#app/routes/_site.payments.$paymentId._index/route.tsx";
import { loader as list } from "#app/routes/admin.cases._index/route.tsx";
import { loader as casePage, action as write } from "#app/routes/admin.cases.$caseId._index/route.tsx";
import { action as assign } from "#app/routes/admin.cases.$caseId.assignment.ts";
import { action as resolve } from "#app/routes/admin.cases.$caseId.resolution.ts";
import { action as open } from "#app/routes/admin.cases.new/route.tsx";
import { loader as seatPage } from "#app/routes/admin.enrollments.$enrollmentId._index/route.tsx";
import { arrived } from "#tests/support/arrived.ts";
import { builders } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { dataOf, responseOf, routeArgs, signedIn } from "#tests/support/sign-in.ts";

const { db } = useDatabase();
const build = builders(db);
type SignedIn = Awaited<ReturnType<typeof signedIn>>;
let omar: SignedIn;
let huda: SignedIn;
beforeAll(async () => {
  omar = await signedIn(db, "support", "Omar O'Neil");
  huda = await signedIn(db, "registrar", "هدى سالم");
});

/** What a route told by the address it sent to, or why it refused. */
async function told(work: Promise<unknown>): Promise<string> {
  const answer = await work;
  if (!(answer instanceof Response)) return (answer as { data: { problem: string } }).data.problem;
  const { searchParams } = new URL(answer.headers.get("location")!, "http://office");
  return [searchParams.get("told") ?? searchParams.get("asked"), searchParams.get("by")]
    .filter(Boolean)
    .join(" by ");
}

async function question(text = "I paid, where is my seat?") {
  const student = await signedIn(db);
  const payment = await build.payment({ studentId: student.id });
  const send = (body: Record<string, string>, who: { cookie: string } = student) =>
    ask(
      routeArgs(`/payments/${payment.id}?index`, {
        cookie: who.cookie,
        params: { paymentId: payment.id },
        form: { key: newId("req"), ...body },
      }),
    );
  expect(await told(send({ question: text }))).toBe("sent");
  const { id } = await db
    .selectFrom("support_cases")
    .select("id")
    .where("payment_id", "=", payment.id)
    .executeTakeFirstOrThrow();
  return { student, payment, send, caseId: id };
}

const args = (caseId: string, part: string, who: SignedIn, form: Record<string, string>) =>
  routeArgs(`/admin/cases/${caseId}/${part}`, { cookie: who.cookie, params: { caseId }, form });
const give = (caseId: string, who: SignedIn, assignee: string, version: number) =>
  told(assign(args(caseId, "assignment", who, { assignee, version: String(version) })));
const say = (
  caseId: string,
  who: SignedIn,
  more: { version: number; body?: string; key?: string; kind?: string },
) =>
  told(
    write(
      args(caseId, "messages", who, {
        kind: more.kind ?? "answer",
        body: more.body ?? "It is yours.",
        key: more.key ?? newId("req"),
        version: String(more.version),
      }),
    ),
  );
const close = (caseId: string, who: SignedIn, status: string, version: number) =>
  told(resolve(args(caseId, "resolution", who, { status, version: String(version) })));
const mails = (userId: string) =>
  db.selectFrom("mails").select(["kind", "facts"]).where("user_id", "=", userId).execute();

test("asked, taken, answered once, resolved, opened again: each press is told, and the student gets one letter an answer", async () => {
  const { student, payment, caseId } = await question();
  const shown = await list(routeArgs(`/admin/cases?payment=${payment.id}`, { cookie: omar.cookie }));
  expect(shown.rows.map((row) => row.id)).toEqual([caseId]);

  expect(await give(caseId, omar, omar.id, 1)).toBe("assigned");
  // Huda looked before he took it.
  expect(await give(caseId, huda, huda.id, 1)).toBe("stale by Omar O'Neil");
  const key = newId("req");
  expect(await say(caseId, omar, { version: 2, body: "It's open now.", key })).toBe("answered");
  expect(await say(caseId, omar, { version: 2, body: "It's open now.", key })).toBe("repeated");
  expect(await say(caseId, huda, { version: 2 })).toBe("stale");
  expect(await say(caseId, huda, { version: 1, kind: "note" })).toBe("written");
  expect(await mails(student.id)).toEqual([
    {
      kind: "case_answer",
      facts: { subject: "I paid, where is my seat?", answer: "It's open now." },
    },
  ]);

  expect(await close(caseId, omar, "resolved", 4)).toBe("resolved");
  expect(await close(caseId, huda, "resolved", 4)).toBe("stale by Omar O'Neil");
  expect(await close(caseId, huda, "resolved", 5)).toBe("already");
  expect(await say(caseId, omar, { version: 5 })).toBe("closed");
  expect(await give(caseId, omar, huda.id, 5)).toBe("closed");
  expect(await close(caseId, huda, "open", 5)).toBe("reopened");
  expect(await say(caseId, huda, { version: 6, body: "Once more." })).toBe("answered");
  expect(await mails(student.id)).toHaveLength(2);
  const { found } = await casePage(
    routeArgs(`/admin/cases/${caseId}`, { cookie: omar.cookie, params: { caseId } }),
  );
  expect(found.messages.map((message) => [message.kind, message.author])).toEqual([
    ["question", "Mona Adel"],
    ["answer", "Omar O'Neil"],
    ["note", "هدى سالم"],
    ["answer", "هدى سالم"],
  ]);
});

test("an empty form, a stranger's payment, a colleague who may not, and a role that only reads", async () => {
  const { send, caseId } = await question();
  expect(await told(send({ question: "  " }))).toBe("form");
  const stranger = await signedIn(db);
  expect((await responseOf(send({ question: "Mine?" }, stranger))).status).toBe(404);
  expect(await say(caseId, omar, { version: 1, body: "" })).toBe("form");
  const auditor = await signedIn(db, "auditor");
  expect(await give(caseId, omar, auditor.id, 1)).toBe("no_colleague");
  const refused = write(
    args(caseId, "messages", auditor, { kind: "note", body: "x", key: newId("req"), version: "1" }),
  );
  expect((await responseOf(refused)).status).toBe(403);
  const nowhere = resolve(args("cas_0", "resolution", omar, { status: "resolved", version: "1" }));
  expect((await responseOf(nowhere)).status).toBe(404);
});

test("staff open a case once, and none about what is not that student's", async () => {
  const payment = await build.payment();
  const send = (form: Record<string, string>) =>
    open(
      routeArgs("/admin/cases/new", {
        cookie: omar.cookie,
        form: { user: payment.studentId, subject: "Called us", note: "She can't pay by card.", ...form },
      }),
    );
  const key = newId("req");
  const first = (await responseOf(send({ key, about: payment.id }))).headers.get("location");
  expect(first).toContain("told=opened");
  expect((await responseOf(send({ key, about: payment.id }))).headers.get("location")).toBe(first);
  const other = await build.payment();
  expect((await dataOf(send({ key: newId("req"), about: other.id }))).status).toBe(409);
  expect((await dataOf(send({ key: newId("req"), subject: "" }))).status).toBe(422);
});

test("a case about a seat that nobody paid for is tied to it, shows it, and stands on the seat's page", async () => {
  const student = await build.user();
  const course = await build.course({ title: "تحليل البيانات" });
  const granted = await grantSeat(db, {
    key: newId("req"),
    actor: { type: "staff", id: omar.id },
    userId: student.id,
    courseId: course.id,
    reason: "A scholarship",
  });
  const about = (granted as { enrollmentId: string }).enrollmentId;
  const send = (form: Record<string, string>) =>
    open(
      routeArgs("/admin/cases/new", {
        cookie: omar.cookie,
        form: { user: student.id, subject: "Cannot open it", note: "Called us", key: newId("req"), ...form },
      }),
    );
  const caseId = /cas_\w+/.exec((await responseOf(send({ about }))).headers.get("location")!)![0];
  const shown = await casePage(
    routeArgs(`/admin/cases/${caseId}`, { cookie: omar.cookie, params: { caseId } }),
  );
  expect(shown.found).toMatchObject({
    enrollment_id: about,
    seat_status: "active",
    seat_course: course.title,
  });
  const seat = await seatPage(
    routeArgs(`/admin/enrollments/${about}`, { cookie: omar.cookie, params: { enrollmentId: about } }),
  );
  expect((await arrived(seat.related)).cases).toMatchObject([{ id: caseId, subject: "Cannot open it" }]);
  const other = await build.paid();
  expect((await dataOf(send({ about: other.enrollment!.id }))).status).toBe(409);
  expect((await dataOf(send({ about: "whatever" }))).status).toBe(422);
});

test("a case in the hands of somebody who works on none any more is said to be so, and found among nobody's", async () => {
  const { caseId } = await question();
  const leaves = await signedIn(db, "support", "Left Us");
  expect(await give(caseId, omar, leaves.id, 1)).toBe("assigned");
  const page = () =>
    casePage(routeArgs(`/admin/cases/${caseId}`, { cookie: omar.cookie, params: { caseId } }));
  const unassigned = async () =>
    (await list(routeArgs("/admin/cases?who=unassigned", { cookie: omar.cookie }))).rows.map((row) => row.id);
  expect((await page()).left).toBe(false);
  expect(await unassigned()).not.toContain(caseId);
  await db.updateTable("users").set({ role: "auditor" }).where("id", "=", leaves.id).execute();
  expect((await page()).left).toBe(true);
  expect(await unassigned()).toContain(caseId);
});
