import { expect, test, vi } from "vitest";
import { decideEnrollment } from "#app/features/approvals/decide-enrollment.server.ts";
import { addNote } from "#app/features/support/add-note.server.ts";
import { grantSeat } from "#app/features/support/grant-seat.server.ts";
import { askAboutPayment } from "#app/features/support/open-case.server.ts";
import { joinWaitlist } from "#app/features/waitlist/join-waitlist.server.ts";
import { newId } from "#app/lib/ids.ts";
import { log } from "#app/lib/logger.server.ts";
import { loader as letters, action as sendLetter } from "#app/routes/admin.payments.$paymentId.letters.tsx";
import { loader as list } from "#app/routes/admin.users._index/route.tsx";
import { loader as page } from "#app/routes/admin.users.$userId._index/route.tsx";
import { action as edit } from "#app/routes/admin.users.$userId.profile/route.tsx";
import { action as grant, loader as grantPage } from "#app/routes/admin.users.$userId.seats.tsx";
import { loader as view } from "#app/routes/admin.users.$userId.view/route.tsx";
import { arrived } from "#tests/support/arrived.ts";
import { builders } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { dataOf, responseOf, routeArgs, signedIn } from "#tests/support/sign-in.ts";

const { db } = useDatabase();
const build = builders(db);

test("the timeline tells everything once, newest first, over all its pages", async () => {
  const { id: staffId, cookie } = await signedIn(db, "admin");
  const actor = { type: "staff" as const, id: staffId };
  const payment = await build.payment();
  const userId = payment.studentId;
  const courseId = (await build.course()).id;
  await grantSeat(db, { key: newId("req"), actor, userId, courseId, reason: "A scholarship" });
  await askAboutPayment(db, {
    studentId: userId,
    paymentId: payment.id,
    question: "Why?",
    formKey: newId("req"),
  });
  for (let i = 0; i < 70; i++) await addNote(db, { key: newId("req"), actor, userId, body: `Note ${i}` });
  const seen: Array<{ key: string; at: number; source: string }> = [];
  for (let before: string | null = ""; before !== null; ) {
    const query = before ? `?before=${encodeURIComponent(before)}` : "";
    const { timeline: part } = await page(
      routeArgs(`/admin/users/${userId}${query}`, { cookie, params: { userId } }),
    );
    const timeline = await arrived(part);
    seen.push(...timeline.rows.map((row) => ({ key: row.key, at: row.at.getTime(), source: row.source })));
    before = timeline.older;
  }
  expect(new Set(seen.map((row) => row.key)).size).toBe(seen.length);
  expect(seen.map((row) => row.at)).toEqual(seen.map((row) => row.at).sort((a, b) => b - a));
  expect(seen.filter((row) => row.source === "note")).toHaveLength(70);
  expect([...new Set(seen.map((row) => row.source))].sort()).toEqual([
    "audit",
    "evidence",
    "note",
    "payment",
  ]);
});

test("a refund's draft and a place in line stand in the timeline too", async () => {
  const { id: staffId, cookie } = await signedIn(db, "admin");
  const { id: courseId } = await build.course({ approval: "after_payment" });
  const payment = await build.paid({ courseId });
  const userId = payment.studentId;
  await decideEnrollment(db, {
    enrollmentId: payment.enrollment!.id,
    decision: "reject",
    expectedVersion: payment.enrollment!.version,
    reason: "Not this time",
    actor: { type: "staff", id: staffId },
  });
  const full = await build.course({ capacity: 1 });
  await db
    .updateTable("courses")
    .set({ waitlist_enabled: true, enrolled_count: 1 })
    .where("id", "=", full.id)
    .execute();
  await joinWaitlist(db, { studentId: userId, courseId: full.id });
  const { timeline } = await page(routeArgs(`/admin/users/${userId}`, { cookie, params: { userId } }));
  const actions = (await arrived(timeline)).rows.map((row) => row.facts.action);
  expect(actions).toContain("refund.drafted");
  expect(actions).toContain("waitlist.joined");
});

test("whoever has a seat is sent no link to pay for it again, by page or by form", async () => {
  const { cookie } = await signedIn(db, "support");
  const payment = await build.payment();
  const params = { paymentId: payment.id };
  const path = `/admin/payments/${payment.id}/letters`;
  const shown = () => letters(routeArgs(path, { cookie, params }));
  const send = async (key: string) =>
    responseOf(sendLetter(routeArgs(path, { cookie, params, form: { key, letter: "payment_link" } })));
  const before = await shown();
  expect(before.letters).toEqual(["payment_link"]);
  const actor = { type: "staff" as const, id: (await build.user({ role: "admin" })).id };
  await grantSeat(db, {
    key: newId("req"),
    actor,
    userId: payment.studentId,
    courseId: payment.courseId,
    reason: "A scholarship",
  });
  expect((await shown()).letters).toEqual([]);
  const refused = await sendLetter(
    routeArgs(path, { cookie, params, form: { key: before.key, letter: "payment_link" } }),
  );
  expect((refused as { data: { problem: string } }).data.problem).toBe("has_seat");
  expect(
    await db.selectFrom("mails").select("id").where("user_id", "=", payment.studentId).execute(),
  ).toEqual([]);
  const other = await build.payment();
  params.paymentId = other.id;
  expect((await send(newId("req"))).headers.get("location")).toContain("told=sent");
});

test("a timeline that cannot be read leaves the rest of the page, with its error's id, which is in the log", async () => {
  const logged = vi.spyOn(log, "error").mockImplementation(() => undefined);
  const { cookie } = await signedIn(db, "support");
  const { id: userId } = await build.user({ name: "Nour Adel" });
  await db.schema.alterTable("person_notes").renameTo("person_notes_away").execute();
  const { person, ...parts } = await page(
    routeArgs(`/admin/users/${userId}`, { cookie, params: { userId } }),
  );
  const [payments, seats, timeline] = await Promise.all([parts.payments, parts.seats, parts.timeline]);
  await db.schema.alterTable("person_notes_away").renameTo("person_notes").execute();
  expect(person.name).toBe("Nour Adel");
  expect([payments, seats]).toEqual([{ value: [] }, { value: [] }]);
  expect(logged).toHaveBeenCalledOnce();
  expect(timeline).toEqual({ errorId: (logged.mock.calls[0]![0] as { errorId: string }).errorId });
  logged.mockRestore();
});

test("the list narrows by role, open case and search, and leaves merged accounts out", async () => {
  const { cookie } = await signedIn(db, "auditor");
  const payment = await build.payment();
  await askAboutPayment(db, {
    studentId: payment.studentId,
    paymentId: payment.id,
    question: "Where?",
    formKey: newId("req"),
  });
  const [survivor, gone] = [
    await build.user({ name: "Zahra Stays" }),
    await build.user({ name: "Zahra Goes" }),
  ];
  await db
    .updateTable("users")
    .set({ merged_into: survivor.id, merged_at: new Date() })
    .where("id", "=", gone.id)
    .execute();
  const ids = async (query: string) =>
    (await list(routeArgs(`/admin/users?${query}`, { cookie }))).rows.map((row) => row.id);
  expect(await ids("case=open")).toContain(payment.studentId);
  expect(await ids("case=open")).not.toContain(survivor.id);
  expect(await ids("q=zahra")).toEqual([survivor.id]);
  expect(await ids(`q=${payment.id}`)).toEqual([payment.studentId]);
  expect(await ids("role=student&q=zahra")).toEqual([survivor.id]);
  expect(await ids("role=owner&q=zahra")).toEqual([]);
});

test("a colleague's edit of the same field comes back as a choice, and choosing it is saved", async () => {
  const { cookie } = await signedIn(db, "support");
  const person = await build.user({ name: "Before" });
  await db.updateTable("users").set({ name: "Theirs", version: 2 }).where("id", "=", person.id).execute();
  const send = (form: Record<string, string>) =>
    edit(
      routeArgs(`/admin/users/${person.id}/profile`, {
        cookie,
        params: { userId: person.id },
        form: { name: "Yours", email: person.email, phone: "", locale: "en", version: "1", ...form },
      }),
    );
  const base = { base_name: "Before", base_email: person.email, base_phone: "", base_locale: "en" };
  const refused = await dataOf<{ standing: { version: number; conflicts: unknown[] } }>(send(base));
  expect(refused.status).toBe(409);
  expect(refused.value.standing).toMatchObject({
    version: 2,
    conflicts: [{ field: "name", base: "Before", yours: "Yours", theirs: "Theirs" }],
  });
  const saved = await responseOf(send({ ...base, base_name: "Theirs", version: "2" }));
  expect(saved.headers.get("location")).toContain("told=saved");
});

test("a seat is previewed, then given by its form, and a second press tells the same", async () => {
  const { cookie } = await signedIn(db, "registrar");
  const [student, course] = [await build.user(), await build.course({ capacity: 1 })];
  const params = { userId: student.id };
  const path = `/admin/users/${student.id}/seats?course=${course.id}`;
  const shown = await grantPage(routeArgs(path, { cookie, params }));
  expect(shown.preview).toMatchObject({ seatsLeft: 1, refusal: null });
  const press = () =>
    responseOf(
      grant(
        routeArgs(path, { cookie, params, form: { key: shown.key, reason: "Won it", courseId: course.id } }),
      ),
    );
  for (const answer of [await press(), await press()])
    expect(answer.headers.get("location")).toContain("told=granted");
  expect((await grantPage(routeArgs(path, { cookie, params }))).preview?.refusal).toBe("already_enrolled");
});

test("what the student sees is theirs alone: another's payment is not found there", async () => {
  const { cookie } = await signedIn(db, "support");
  const [mine, other] = [await build.payment(), await build.payment()];
  const look = (payment: string) =>
    view(
      routeArgs(`/admin/users/${mine.studentId}/view?payment=${payment}`, {
        cookie,
        params: { userId: mine.studentId },
      }),
    );
  expect((await look(mine.id)).view.payment).toMatchObject({ id: mine.id });
  expect((await responseOf(look(other.id))).status).toBe(404);
});
