import type { SubmissionResult } from "@conform-to/react";
import { expect, test } from "vitest";
import type { Gateways } from "#app/gateways/registry.server.ts";
import { newId } from "#app/lib/ids.ts";
import type { TextConflict, Texts } from "#app/lib/merge-texts.ts";
import { loader as list } from "#app/routes/admin.courses._index/route.tsx";
import { action as edit, loader as read } from "#app/routes/admin.courses.$courseId._index/route.tsx";
import { action as move } from "#app/routes/admin.courses.$courseId.status.ts";
import { loader as blank, action as create } from "#app/routes/admin.courses.new/route.tsx";
import { action as line } from "#app/routes/courses.$courseId.waitlist.ts";
import { builders } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { holdSingleton } from "#tests/support/hold-singleton.ts";
import { ScriptedGateway } from "#tests/support/scripted-gateway.ts";
import { dataOf, responseOf, routeArgs, signedIn } from "#tests/support/sign-in.ts";

const { db } = useDatabase();
const build = builders(db);
const gateways = new Map([["paymob", new ScriptedGateway("paymob")]]);
holdSingleton("gateways", gateways as Gateways);

interface Answer {
  result: SubmissionResult<string[]>;
  conflict: { version: number; theirs: Texts; conflicts: TextConflict[] } | null;
}

async function made() {
  const [{ cookie }, course] = [await signedIn(db, "registrar"), await build.course({ capacity: 5 })];
  const params = { courseId: course.id };
  const open = () => read(routeArgs(`/admin/courses/${course.id}`, { cookie, params }));
  const post = (form: Record<string, string>) =>
    edit(routeArgs(`/admin/courses/${course.id}`, { cookie, params, form }));
  return { cookie, course, params, open, post };
}
/** The form as the page shows it, with what was typed over it. */
const typed = (page: Awaited<ReturnType<typeof read>>, change: Texts) => ({
  ...page.texts,
  version: String(page.course.version),
  base: JSON.stringify(page.texts),
  ...change,
});
const titleOf = async (id: string) =>
  (await db.selectFrom("courses").select("title").where("id", "=", id).executeTakeFirstOrThrow()).title;

test("staff make a course, see it in the list, edit and publish it", async () => {
  const { cookie } = await signedIn(db, "registrar");
  const page = await blank(routeArgs("/admin/courses/new", { cookie }));
  const form = {
    ...page.texts,
    title: "O'Brien’s دورة",
    summary: "Short.",
    description: "Long.",
    price_EGP: "4,500.50",
  };
  const answer = await responseOf(create(routeArgs("/admin/courses/new", { cookie, form })));
  expect(answer.status).toBe(303);
  const id = /\/admin\/courses\/(crs_\w+)\?/.exec(answer.headers.get("location")!)![1]!;
  const found = await list(routeArgs("/admin/courses?q=o%27brien", { cookie }));
  expect(found.rows).toMatchObject([
    { id, status: "draft", taken: 0, prices: [{ currency: "EGP", minor: 450_050 }] },
  ]);
  const published = await responseOf(
    move(
      routeArgs(`/admin/courses/${id}/status`, {
        cookie,
        params: { courseId: id },
        form: { move: "publish", version: "1" },
      }),
    ),
  );
  expect(published.headers.get("location")).toBe(`/admin/courses/${id}?moved=yes`);
  expect((await list(routeArgs("/admin/courses?status=published", { cookie }))).rows[0]?.id).toBe(id);
});

test("what is wrong is said beside its field, and what was typed stays", async () => {
  const { open, post } = await made();
  const page = await open();
  const answer = await dataOf<Answer>(
    Promise.resolve(post(typed(page, { price_EGP: "12.345", title: "Kept" }))),
  );
  expect(answer.status).toBe(422);
  expect(answer.value.result.error?.price_EGP).toEqual(["price"]);
  expect(answer.value.result.initialValue).toMatchObject({ title: "Kept", price_EGP: "12.345" });
});

test("two people on one field: the second chooses, with everything else they typed and what the first changed", async () => {
  const { course, open, post } = await made();
  const page = await open();
  await responseOf(Promise.resolve(post(typed(page, { title: "First", summary: "Their summary." }))));
  const second = await dataOf<Answer>(
    Promise.resolve(post(typed(page, { title: "Second", description: "My words." }))),
  );
  expect(second.status).toBe(409);
  const { conflict, result } = second.value;
  expect(conflict?.conflicts).toEqual([{ field: "title", yours: "Second", theirs: "First" }]);
  expect(result.initialValue).toMatchObject({
    title: "Second",
    summary: "Their summary.",
    description: "My words.",
  });
  // The form goes on from there, with the choice: theirs for the title, the rest as it stands.
  const again = {
    ...(result.initialValue as Texts),
    version: String(conflict!.version),
    base: JSON.stringify(conflict!.theirs),
    choice_title: "theirs",
  };
  const saved = await responseOf(Promise.resolve(post(again)));
  expect(saved.status).toBe(303);
  const row = await db
    .selectFrom("courses")
    .selectAll()
    .where("id", "=", course.id)
    .executeTakeFirstOrThrow();
  expect(row).toMatchObject({ title: "First", summary: "Their summary.", description: "My words." });
});

test("the form says how many wait for a decision, whose waiting a change of the approval leaves as it is", async () => {
  const { course, open, post } = await made();
  const student = await build.user();
  const asked = {
    student_id: student.id,
    course_id: course.id,
    status: "requested",
    source: "request",
  } as const;
  await db
    .insertInto("enrollments")
    .values({ id: newId("enr"), ...asked })
    .execute();
  const page = await open();
  expect(page.undecided).toBe(1);
  await responseOf(Promise.resolve(post(typed(page, { approvalMode: "after_payment" }))));
  expect((await open()).undecided).toBe(1);
});

test("choosing one's own text keeps it", async () => {
  const { course, open, post } = await made();
  const page = await open();
  await responseOf(Promise.resolve(post(typed(page, { title: "First" }))));
  const { value } = await dataOf<Answer>(Promise.resolve(post(typed(page, { title: "Second" }))));
  const again = {
    ...(value.result.initialValue as Texts),
    version: String(value.conflict!.version),
    base: JSON.stringify(value.conflict!.theirs),
    choice_title: "yours",
  };
  await responseOf(Promise.resolve(post(again)));
  expect(await titleOf(course.id)).toBe("Second");
});

test("a changed price says how many checkouts are open at the old one", async () => {
  const { course, cookie, params, open, post } = await made();
  await build.payment({ courseId: course.id });
  const page = await open();
  expect(page).toMatchObject({ openCheckouts: 1, heldSeats: 0 });
  const saved = await responseOf(Promise.resolve(post(typed(page, { price_EGP: "600" }))));
  const to = saved.headers.get("location")!;
  expect(to).toContain("saved=prices");
  expect((await read(routeArgs(to, { cookie, params }))).told).toMatchObject({
    saved: "prices",
    atOldPrice: 1,
  });
});

test("fewer seats than are taken is refused beside the field", async () => {
  const { course, open, post } = await made();
  await db.updateTable("courses").set({ enrolled_count: 3 }).where("id", "=", course.id).execute();
  const answer = await dataOf<Answer>(Promise.resolve(post(typed(await open(), { capacity: "2" }))));
  expect(answer.value.result.error?.capacity).toEqual(["belowEnrolled"]);
});

test("a form that did not arrive whole changes nothing", async () => {
  const { course, post } = await made();
  const answer = await dataOf<Answer>(Promise.resolve(post({ title: "Half", base: "{", version: "1" })));
  expect(answer.status).toBe(400);
  expect(await titleOf(course.id)).toBe(course.title);
});

test("a student joins the line, staff see it, and the student leaves it", async () => {
  const { course, open, params } = await made();
  await db
    .updateTable("courses")
    .set({ waitlist_enabled: true, enrolled_count: 5 })
    .where("id", "=", course.id)
    .execute();
  const student = await signedIn(db, "student", "منى عادل");
  const press = (intent: string) =>
    responseOf(
      line(routeArgs(`/courses/${course.id}/waitlist`, { cookie: student.cookie, params, form: { intent } })),
    );
  expect((await press("join")).headers.get("location")).toBe(`/courses/${course.id}`);
  await press("join");
  expect((await open()).line).toMatchObject([{ name: "منى عادل", status: "waiting" }]);
  await press("leave");
  expect((await open()).line).toEqual([]);
});
