import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { signIn } from "#app/auth/session.server.ts";
import { beginCheckout } from "#app/features/checkout/begin-checkout.server.ts";
import { requestEnrollment } from "#app/features/enrollments/request-enrollment.server.ts";
import { register } from "#app/features/people/register.server.ts";
import { searchPeople } from "#app/features/people/search-people.server.ts";
import { verifyPassword } from "#app/features/people/verify-password.server.ts";
import { addNote } from "#app/features/support/add-note.server.ts";
import { grantSeat } from "#app/features/support/grant-seat.server.ts";
import { findMergeConflicts } from "#app/features/support/merge-conflicts.server.ts";
import { findSparePlaces } from "#app/features/support/merge-lines.server.ts";
import { mergePeople } from "#app/features/support/merge-people.server.ts";
import { askAboutPayment } from "#app/features/support/open-case.server.ts";
import { signOutEverywhere } from "#app/features/support/sign-out-everywhere.server.ts";
import { userReferences } from "#app/features/support/user-references.ts";
import { joinWaitlist } from "#app/features/waitlist/join-waitlist.server.ts";
import { newId } from "#app/lib/ids.ts";
import { builders } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { ScriptedGateway } from "#tests/support/scripted-gateway.ts";
import { acting, actionsOn, seatOf, waitingForLocks } from "./acting.ts";

const { db } = useDatabase();
const build = builders(db);
let act: Awaited<ReturnType<typeof acting>>;
beforeAll(async () => {
  act = await acting(build);
});

type Person = Awaited<ReturnType<typeof build.user>>;
const merge = (survivor: Person, gone: Person, once = act()) =>
  mergePeople(db, { ...once, survivor, gone, reason: "She registered twice" });
const person = (id: string) =>
  db.selectFrom("users").selectAll().where("id", "=", id).executeTakeFirstOrThrow();

test("every column that points to a person says what a merge does with it", async () => {
  const { rows } = await sql<{ column: string }>`
    select c.relname || '.' || a.attname as column from pg_constraint k
    join pg_class c on c.oid = k.conrelid join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    where k.contype = 'f' and k.confrelid = 'users'::regclass`.execute(db);
  expect(rows.map((row) => row.column).sort()).toEqual(Object.keys(userReferences).sort());
});

test("what one account had, the other has; nothing that should move still points to it", async () => {
  const [survivor, gone] = [
    await build.user({ name: "Mona Adel" }),
    await build.user({ name: "Mona A.", phone: "+201001112222" }),
  ];
  const payment = await build.payment({ studentId: gone.id });
  await grantSeat(db, {
    ...act(),
    userId: gone.id,
    courseId: (await build.course()).id,
    reason: "A scholarship",
  });
  await addNote(db, { ...act(), userId: gone.id, body: "Prefers to be called" });
  await askAboutPayment(db, {
    studentId: gone.id,
    paymentId: payment.id,
    question: "Where is it?",
    formKey: newId("req"),
  });
  await signIn(new Request("http://127.0.0.1:3000/login"), gone.id, null);
  expect(await merge(survivor, gone)).toMatchObject({ outcome: "merged" });

  for (const [reference, fate] of Object.entries(userReferences)) {
    if (fate === "stays") continue;
    const [table, column] = reference.split(".") as [string, string];
    const { rows } =
      await sql`select 1 from ${sql.table(table)} where ${sql.ref(column)} = ${gone.id}`.execute(db);
    expect(rows, reference).toEqual([]);
  }
  expect(await seatOf(db, survivor.id)).toHaveLength(1);
  expect(await person(survivor.id)).toMatchObject({ name: "Mona Adel", phone: "+201001112222" });
  expect(await person(gone.id)).toMatchObject({ merged_into: survivor.id, password_hash: "merged" });
  expect(await searchPeople(db, gone.email)).toEqual([survivor.id]);
  const notes = await db
    .selectFrom("person_notes")
    .select("body")
    .where("user_id", "=", survivor.id)
    .execute();
  expect(notes.map((note) => note.body).join()).toContain(gone.email);
  expect(await actionsOn(db, payment.id)).toContain("payment.reassigned");
  expect(await actionsOn(db, gone.id)).toContain("user.merged");
});

test("the account that went signs nobody in, and its address cannot be registered anew", async () => {
  const email = `${newId("usr")}@example.com`;
  const made = await register(db, {
    name: "Twice",
    email,
    phone: undefined,
    password: "three unrelated words",
  });
  if (made.outcome !== "registered") throw new Error("not registered");
  const gone = await person(made.userId);
  await merge(await build.user(), gone);
  expect(await verifyPassword(db, { email, password: "three unrelated words" })).toBeNull();
  expect(
    await register(db, { name: "Again", email, phone: undefined, password: "three unrelated words" }),
  ).toEqual({ outcome: "email_taken" });
});

test("both enrolled in one course is refused with the course, and nothing has moved", async () => {
  const [a, b, course] = [await build.user(), await build.user(), await build.course()];
  for (const who of [a, b])
    await grantSeat(db, { ...act(), userId: who.id, courseId: course.id, reason: "A scholarship" });
  expect(await merge(a, b)).toEqual({
    outcome: "conflicts",
    conflicts: [{ kind: "both_enrolled", course: { id: course.id, title: course.title } }],
  });
  expect(await seatOf(db, b.id)).toHaveLength(1);
});

test("two places in one line become the earlier one, and none is kept beside a seat", async () => {
  const [a, b] = [await build.user(), await build.user()];
  const [line, seated] = [await build.course({ capacity: 1 }), await build.course({ capacity: 1 })];
  await db
    .updateTable("courses")
    .set({ waitlist_enabled: true, enrolled_count: 1 })
    .where("id", "=", line.id)
    .execute();
  await db.updateTable("courses").set({ waitlist_enabled: true }).where("id", "=", seated.id).execute();
  await grantSeat(db, { ...act(), userId: a.id, courseId: seated.id, reason: "A scholarship" });
  for (const who of [b, a]) await joinWaitlist(db, { studentId: who.id, courseId: line.id });
  await joinWaitlist(db, { studentId: b.id, courseId: seated.id });
  expect(await findSparePlaces(db, [a.id, b.id])).toHaveLength(2);
  expect(await merge(a, b)).toMatchObject({ outcome: "merged" });
  const places = await db
    .selectFrom("waitlist_entries")
    .select(["id", "course_id", "status"])
    .where("student_id", "=", a.id)
    .orderBy("joined_at")
    .execute();
  expect(places.map(({ course_id, status }) => [course_id, status])).toEqual([
    [line.id, "waiting"],
    [line.id, "left"],
    [seated.id, "left"],
  ]);
  expect(await actionsOn(db, places[1]!.id)).toEqual(["waitlist.joined", "waitlist.left"]);
});

test("both paying for one course, and staff, are refused", async () => {
  const [a, b, course] = [await build.user(), await build.user(), await build.course()];
  for (const who of [a, b]) await build.payment({ studentId: who.id, courseId: course.id });
  const kinds = async (survivorId: string, goneId: string) =>
    (await findMergeConflicts(db, { survivorId, goneId })).map((conflict) => conflict.kind);
  expect(await kinds(a.id, b.id)).toEqual(["both_paying"]);
  const staff = await build.user({ role: "finance" });
  expect(await kinds(a.id, staff.id)).toEqual(["not_student"]);
});

test("merging each into the other at once ends with one merge", async () => {
  const [a, b] = [await build.user(), await build.user()];
  const both = await Promise.all([merge(a, b), merge(b, a)]);
  expect(both.map((result) => result.outcome).sort()).toEqual(["merged", "stale"]);
});

/** Everyone in the order of their asking, behind whoever holds the person's row. */
async function inOrder(personId: string, ...steps: Array<() => Promise<unknown>>) {
  const begun: Array<Promise<unknown>> = [];
  await db.transaction().execute(async (trx) => {
    await trx.selectFrom("users").select("id").where("id", "=", personId).forUpdate().execute();
    for (const [place, step] of steps.entries()) {
      begun.push(step());
      await expect.poll(() => waitingForLocks(db), { interval: 10 }).toBe(place + 1);
    }
  });
  return Promise.all(begun);
}
test("who begins to buy, to ask or to wait while their account is merged does so as the one that stays, in either order", async () => {
  for (const mergeFirst of [true, false]) {
    const [survivor, gone] = [await build.user(), await build.user()];
    const [sold, asked, full] = [
      await build.course(),
      await build.course({ approval: "before_payment" }),
      await build.course({ capacity: 1 }),
    ];
    const other = await build.user();
    await grantSeat(db, { ...act(), userId: other.id, courseId: full.id, reason: "A scholarship" });
    await db.updateTable("courses").set({ waitlist_enabled: true }).where("id", "=", full.id).execute();
    const buy = () =>
      beginCheckout(db, new Map([["paymob", new ScriptedGateway("paymob")]]), {
        studentId: gone.id,
        courseId: sold.id,
        gateway: "paymob",
        idempotencyKey: newId("req"),
      });
    const ask = () => requestEnrollment(db, { studentId: gone.id, courseId: asked.id });
    const wait = () => joinWaitlist(db, { studentId: gone.id, courseId: full.id });
    const acts = [buy, ask, wait];
    const join = () => merge(survivor, gone);
    const came = await inOrder(gone.id, ...(mergeFirst ? [join, ...acts] : [...acts, join]));
    expect(came.map((one) => (one as { outcome: string }).outcome).sort()).toEqual([
      "joined",
      "merged",
      "open_it",
      "requested",
    ]);
    for (const table of ["payments", "enrollments", "waitlist_entries"] as const) {
      const rows = await db
        .selectFrom(table)
        .select("student_id")
        .where("course_id", "in", [sold.id, asked.id, full.id])
        .where("student_id", "<>", other.id)
        .execute();
      expect(rows, `${table}, ${mergeFirst ? "merged first" : "merged last"}`).toEqual([
        { student_id: survivor.id },
      ]);
    }
  }
});

test("two presses are one merge, and an edit since the preview is seen", async () => {
  const [a, b] = [await build.user(), await build.user()];
  const once = act();
  const both = await Promise.all([merge(a, b, once), merge(a, b, once)]);
  expect(both[0]).toEqual(both[1]);
  const [c, d] = [await build.user(), await build.user()];
  await db.updateTable("users").set({ version: 2 }).where("id", "=", d.id).execute();
  expect(await merge(c, d)).toEqual({ outcome: "stale" });
  expect(await merge(c, c)).toEqual({ outcome: "same_person" });
});

test("the same form key in both accounts stays two purchases", async () => {
  const [a, b] = [await build.user(), await build.user()];
  const [p, q] = [await build.payment({ studentId: a.id }), await build.payment({ studentId: b.id })];
  await db.updateTable("payments").set({ idempotency_key: "same" }).where("id", "in", [p.id, q.id]).execute();
  expect(await merge(a, b)).toMatchObject({ outcome: "merged" });
});

test("signing out everywhere ends each session once", async () => {
  const student = await build.user();
  for (let i = 0; i < 3; i++) await signIn(new Request("http://127.0.0.1:3000/login"), student.id, null);
  const once = act();
  const out = () => signOutEverywhere(db, { ...once, userId: student.id, reason: "Lost her phone" });
  expect(await out()).toEqual({ outcome: "signed_out", sessions: 3 });
  expect(await out()).toEqual({ outcome: "signed_out", sessions: 3 });
  expect(await actionsOn(db, student.id)).toEqual(["user.signed_out"]);
});
