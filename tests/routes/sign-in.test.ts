import type { SubmissionResult } from "@conform-to/react";
import { expect, test } from "vitest";
import { getUser } from "#app/auth/session.server.ts";
import { register } from "#app/features/people/register.server.ts";
import { translatorFor } from "#app/messages/translate.ts";
import { action as account, loader as accountPage } from "#app/routes/_site.account/route.tsx";
import { action as login, loader as loginPage } from "#app/routes/_site.login.tsx";
import { action as registerAction } from "#app/routes/_site.register.tsx";
import { action as logout, loader as logoutPage } from "#app/routes/logout.ts";
import { useDatabase } from "#tests/support/database.ts";
import { cookieOf, dataOf, origin, responseOf, routeArgs, signedIn } from "#tests/support/sign-in.ts";

const { db } = useDatabase();
const password = "three unrelated words";

test("someone new registers, is signed in, and goes on to the course they wanted", async () => {
  const form = {
    name: " Siobhán O'Brien ",
    email: "New@Example.com",
    phone: "٠١٠٠ ١٢٣-٤٥٦٧",
    password,
    redirectTo: "/courses/crs_1",
  };
  const answer = await responseOf(registerAction(routeArgs("/register", { form })));
  expect(answer.status).toBe(303);
  expect(answer.headers.get("location")).toBe("/courses/crs_1");
  const user = await getUser(new Request(origin, { headers: { cookie: cookieOf(answer.headers) } }));
  expect(user).toMatchObject({ name: "Siobhán O'Brien", role: "student" });
  const row = await db.selectFrom("users").selectAll().where("id", "=", user!.id).executeTakeFirstOrThrow();
  expect(row.phone).toBe("01001234567");
  expect(row.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  const audit = await db.selectFrom("audit_log").selectAll().where("subject_id", "=", user!.id).execute();
  expect(audit.map((entry) => entry.action)).toEqual(["user.registered"]);
  expect(JSON.stringify(audit)).not.toMatch(/Brien|example\.com/);
});

test("an address is one person's, whatever its case; what was typed stays, the password does not", async () => {
  await someone("taken@example.com");
  const form = { name: "Another", email: "TAKEN@example.com", password };
  const answer = await dataOf<SubmissionResult>(registerAction(routeArgs("/register", { form })));
  expect(answer.status).toBe(409);
  expect(answer.value.error?.email).toEqual([expect.stringContaining("Sign in instead")]);
  expect(answer.value.initialValue).toMatchObject({ name: "Another", email: "TAKEN@example.com" });
  expect(JSON.stringify(answer.value)).not.toContain(password);
});

test("one registration pressed twice makes one account and signs in both times, another of its address does not", async () => {
  const form = { name: "Twice", email: "twice@example.com", password };
  const send = (change: Partial<typeof form> = {}) =>
    registerAction(routeArgs("/register", { form: { ...form, ...change } }));
  const both = await Promise.all([responseOf(send()), responseOf(send())]);
  for (const answer of both) expect([answer.status, answer.headers.has("set-cookie")]).toEqual([303, true]);
  const made = await db
    .selectFrom("audit_log")
    .innerJoin("users", "users.id", "audit_log.subject_id")
    .select("action")
    .where("email", "=", form.email)
    .execute();
  expect(made).toEqual([{ action: "user.registered" }]);
  for (const change of [{ name: "Someone" }, { password: "three other words entirely" }])
    expect((await dataOf(send(change))).status).toBe(409);
  await db
    .updateTable("users")
    .set({ created_at: new Date(Date.now() - 11 * 60_000) })
    .where("email", "=", form.email)
    .execute();
  expect((await dataOf(send())).status).toBe(409);
});

test.each([
  ["a short password", { password: "short" }, "password", /at least 10/],
  ["no name", { name: "   " }, "name", /your name/],
  ["no e-mail address", { email: "mona" }, "email", /like mona@/],
  ["a phone with letters", { phone: "call me maybe" }, "phone", /digits/],
])("%s is explained beside its field", async (_what, change, field, words) => {
  const form = { name: "Mona", email: "mona.new@example.com", password, ...change };
  const answer = await dataOf<SubmissionResult>(registerAction(routeArgs("/register", { form })));
  expect(answer.status).toBe(422);
  const problem = answer.value.error?.[field]?.[0];
  expect(translatorFor("en", "common")(`problem.${problem as "emailOdd"}`)).toMatch(words);
});

test("the right password signs in, comes back to the page, and replaces the browser's token", async () => {
  await someone("mona@example.com");
  const before = await signedIn(db);
  const form = { email: " MONA@example.com ", password, redirectTo: "/payments?status=failed" };
  const answer = await responseOf(login(routeArgs("/login", { form, cookie: before.cookie })));
  expect(answer.status).toBe(303);
  expect(answer.headers.get("location")).toBe("/payments?status=failed");
  const set = answer.headers.get("set-cookie");
  expect(set).toMatch(/HttpOnly; SameSite=Lax/);
  expect(cookieOf(answer.headers)).not.toBe(before.cookie);
  expect(await getUser(routeArgs("/", { cookie: before.cookie }).request)).toBeNull();
});

test("a wrong password and an unknown address get the same answer, and no cookie", async () => {
  await someone("known@example.com");
  const attempt = (email: string) =>
    dataOf<SubmissionResult>(
      login(routeArgs("/login", { form: { email, password: "not the password at all" } })),
    );
  const [wrong, unknown] = [await attempt("known@example.com"), await attempt("nobody@example.com")];
  expect(wrong.status).toBe(401);
  expect(unknown.status).toBe(401);
  expect(wrong.value.error).toEqual(unknown.value.error);
  expect(wrong.value.initialValue).toMatchObject({ email: "known@example.com" });
  expect(JSON.stringify(wrong.value)).not.toContain("not the password");
});

test.each(["https://evil.example/", "//evil.example", "/\\evil.example", "/.//evil.example"])(
  "signing in never leaves for %s",
  async (redirectTo) => {
    const email = `to${Math.random().toString(36).slice(2)}@example.com`;
    await someone(email);
    const answer = await responseOf(login(routeArgs("/login", { form: { email, password, redirectTo } })));
    expect(answer.headers.get("location")).toBe("/courses");
    const page = await loginPage(routeArgs(`/login?redirectTo=${encodeURIComponent(redirectTo)}`));
    expect(page.redirectTo).toBe("");
  },
);

test("whoever is signed in does not see the sign-in page; staff go to the office", async () => {
  const { cookie } = await signedIn(db, "finance");
  const answer = await responseOf(loginPage(routeArgs("/login", { cookie })));
  expect(answer.headers.get("location")).toBe("/admin");
});

test("signing out is a post; opening its address changes nothing", async () => {
  const { cookie } = await signedIn(db);
  expect(logoutPage().headers.get("location")).toBe("/account");
  expect(await getUser(routeArgs("/", { cookie }).request)).not.toBeNull();
  const answer = await responseOf(logout(routeArgs("/logout", { cookie, form: {} })));
  expect(answer.status).toBe(303);
  expect(await getUser(routeArgs("/", { cookie }).request)).toBeNull();
});

test("a profile is saved once; the second window is told and loses nothing", async () => {
  const { id, cookie } = await signedIn(db);
  const save = (name: string) =>
    account(routeArgs("/account", { cookie, form: { name, phone: "+20 100 123 4567", version: "1" } }));
  expect((await responseOf(save("منى عبد الرحمن"))).headers.get("location")).toBe("/account?saved");
  const late = await dataOf<SubmissionResult>(save("Mona A."));
  expect(late.status).toBe(409);
  expect(late.value.initialValue).toMatchObject({ name: "Mona A." });
  const page = await accountPage(routeArgs("/account", { cookie }));
  expect(page.profile).toMatchObject({ name: "منى عبد الرحمن", phone: "+201001234567", version: 2 });
  expect((await getUser(routeArgs("/", { cookie }).request))?.name).toBe("منى عبد الرحمن");
  const audit = await db.selectFrom("audit_log").selectAll().where("subject_id", "=", id).execute();
  expect(audit).toHaveLength(1);
  expect(JSON.stringify(audit)).not.toMatch(/منى|\+20/);
});

test("the account page lists one's own courses and nobody else's", async () => {
  const { id, cookie } = await signedIn(db);
  const other = await signedIn(db);
  for (const [course, status] of [
    ["crs_a", "active"],
    ["crs_b", "suspended"],
  ] as const) {
    await db
      .insertInto("courses")
      .values({
        id: course,
        title: course,
        summary: "s",
        description: "d",
        access_url: `https://example.com/${course}`,
      })
      .execute();
    for (const student of [id, other.id])
      await db
        .insertInto("enrollments")
        .values({
          id: `enr_${course}${student}`,
          student_id: student,
          course_id: course,
          status,
          source: "staff",
        })
        .execute();
  }
  const { courses } = await accountPage(routeArgs("/account", { cookie }));
  expect(courses.map((course) => [course.courseId, course.status])).toEqual([
    ["crs_b", "suspended"],
    ["crs_a", "active"],
  ]);
});

async function someone(email: string) {
  return register(db, { name: "Mona", email, phone: undefined, password });
}

test("guessing at one account is slowed, the same whether it exists, and the owner gets in after the wait", async () => {
  await someone("slow@example.com");
  const tryOnce = async (email: string, word: string) =>
    action429(await login(routeArgs("/login", { form: { email, password: word } })));
  for (const email of ["slow@example.com", "nobody-at-all@example.com"]) {
    const first = await Promise.all(Array.from({ length: 5 }, () => tryOnce(email, "a wrong password")));
    expect(first.map((answer) => answer.status)).toEqual(Array(5).fill(401));
    const refused = await tryOnce(email, password);
    expect(refused).toMatchObject({ status: 429, problem: expect.stringContaining("Wait a second") });
    expect(JSON.stringify(refused)).not.toContain(password);
  }
  await new Promise((resolve) => setTimeout(resolve, 1_050));
  expect((await tryOnce("slow@example.com", password)).status).toBe(303);
  expect((await tryOnce("slow@example.com", "wrong again")).status).toBe(401);
});

async function action429(answer: Awaited<ReturnType<typeof login>>) {
  if (answer instanceof Response) return { status: answer.status, problem: null };
  const { status, value } = await dataOf<SubmissionResult>(Promise.resolve(answer));
  return { status, problem: value.error?.[""]?.[0] ?? null };
}
