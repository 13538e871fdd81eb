import { afterAll, beforeAll, expect, test } from "vitest";
import * as documents from "#app/entry.server.tsx";
import { newId } from "#app/lib/ids.ts";
import { builders } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { holdSingleton } from "#tests/support/hold-singleton.ts";
import { signedIn } from "#tests/support/sign-in.ts";
import type { TestServer } from "#tests/support/web-server.ts";
import { everyRoute, serveEveryRoute } from "#tests/support/whole-app.ts";

/** Forms sent without script and refused, as the browser gets the page: what is wrong, where, and the focus there. */

// It says nothing of its types.
const { JSDOM } = (await import("jsdom" as string)) as {
  JSDOM: new (html: string, options: { url: string }) => { window: { document: Document } };
};
const { db } = useDatabase();
const build = builders(db);
holdSingleton("gateways", new Map());

const words = "O'Brien أعاد الاتصال";
let app: TestServer;
let owner: { id: string; cookie: string };
let student: { id: string; cookie: string };
let ids: Record<"user" | "payment" | "seat" | "case" | "exception" | "course", string>;

beforeAll(async () => {
  app = await serveEveryRoute(await everyRoute(), documents);
  owner = await signedIn(db, "owner");
  student = await signedIn(db);
  const payment = await build.paid({ studentId: student.id });
  const course = await build.course();
  const caseId = newId("cas");
  await db
    .insertInto("support_cases")
    .values({ id: caseId, student_id: student.id, payment_id: payment.id, subject: "S", origin: "staff" })
    .execute();
  ids = {
    user: student.id,
    payment: payment.id,
    seat: payment.enrollment!.id,
    case: caseId,
    exception: await build.exception(),
    course: course.id,
  };
}, 120_000);
afterAll(() => app.server.closeAllConnections());
afterAll(() => new Promise((closed) => app.server.close(closed)));

const key = "key-of-a-form";
const courseToBe = newId("crs");
type Sent = Record<string, string>;
/** A form by name: its address, what is sent, the fields that are wrong in order, and what stands in its fields again. */
const refusals: Array<[string, () => [path: string, sent: Sent, wrong: string[], kept?: Sent]]> = [
  ["signing in with nothing", () => ["/login", {}, ["email", "password"]]],
  [
    "registering badly",
    () => ["/register", { name: words, email: "mona@" }, ["email", "password"], { name: words }],
  ],
  [
    "a profile of one's own",
    () => ["/account", { name: "", phone: "abc", version: "1" }, ["name", "phone"], { phone: "abc" }],
  ],
  ["a question", () => [`/payments/${ids.payment}?index`, { question: " ", key }, ["question"]]],
  [
    "an answer to a case",
    () => [`/admin/cases/${ids.case}?index`, { kind: "answer", body: " ", version: "1", key }, ["body"]],
  ],
  [
    "a note for a case",
    () => [`/admin/cases/${ids.case}?index`, { kind: "note", body: " ", version: "1", key }, ["body"]],
  ],
  [
    "a new case",
    () => [
      `/admin/cases/new?user=${ids.user}`,
      { user: ids.user, subject: " ", note: " ", key },
      ["subject", "note"],
    ],
  ],
  [
    "a new case without a note",
    () => [
      `/admin/cases/new?user=${ids.user}`,
      { user: ids.user, subject: words, note: "", key },
      ["note"],
      { subject: words },
    ],
  ],
  ["a note about a person", () => [`/admin/users/${ids.user}?index`, { body: " ", key }, ["body"]]],
  [
    "an exception's decision",
    () => [
      `/admin/exceptions/${ids.exception}?index`,
      { decision: "resolve", reason: "x", version: "1" },
      ["reason"],
      { reason: "x" },
    ],
  ],
  [
    "a revocation",
    () => [
      `/admin/enrollments/${ids.seat}/decision`,
      { decision: "revoke", reason: " ", version: "1" },
      ["reason"],
    ],
  ],
  [
    "a revocation with too short a reason",
    () => [
      `/admin/enrollments/${ids.seat}/decision`,
      { decision: "revoke", reason: "x", version: "1" },
      ["reason"],
      { reason: "x" },
    ],
  ],
  [
    "a move",
    () => [
      `/admin/enrollments/${ids.seat}/transfers?course=${ids.course}`,
      { courseId: ids.course, version: "1", reason: "x", key },
      ["reason"],
      { reason: "x" },
    ],
  ],
  [
    "a free seat",
    () => [
      `/admin/users/${ids.user}/seats?course=${ids.course}`,
      { courseId: ids.course, reason: "", key },
      ["reason"],
    ],
  ],
  ["a sign-out", () => [`/admin/users/${ids.user}/sign-outs`, { reason: "", key }, ["reason"]]],
  [
    "a role",
    () => [
      `/admin/users/${ids.user}/role`,
      { role: "support", reason: "", version: "1" },
      ["reason"],
      { role: "support" },
    ],
  ],
  [
    "a person's profile",
    () => [
      `/admin/users/${ids.user}/profile`,
      { name: "", email: "x", phone: "", locale: "ar", version: "1" },
      ["name", "email"],
      { email: "x", locale: "ar" },
    ],
  ],
  [
    "a course",
    () => [
      "/admin/courses/new",
      { id: courseToBe, title: words, summary: "", capacity: "-1" },
      ["summary", "description", "capacity", "payWithinHours", "offerHours"],
      { title: words, capacity: "-1" },
    ],
  ],
  [
    "a decision about many",
    () => [
      "/admin/operations?index",
      {
        decision: "revoke",
        scope: "selected",
        id: ids.seat,
        reason: "x",
        asOf: "2026-12-01T10:00:00.000000Z",
        query: "",
      },
      ["reason"],
      { reason: "x" },
    ],
  ],
];

test.each(refusals)(
  "%s is refused at its fields, the first of which has the focus",
  async (_name, refusal) => {
    const [path, sent, wrong, kept = {}] = refusal();
    const main = await post(path, sent);
    const invalid = [...main.querySelectorAll<HTMLInputElement>("[aria-invalid=true]")];
    expect([...new Set(invalid.map(({ name }) => name))]).toEqual(expect.arrayContaining(wrong));
    // The browser gives it to the first that asks for it.
    expect(main.querySelector<HTMLInputElement>("[autofocus]")?.name).toBe(wrong[0]);
    const said = invalid.map((field) => textOf(main, field.getAttribute("aria-describedby")));
    expect(said).not.toContain("");
    for (const [name, value] of Object.entries(kept))
      expect(main.querySelector<HTMLInputElement>(`[name=${name}]:not([type=hidden])`)?.value).toBe(value);
    // The same form goes on: after a step back, what was sent from here is still one act.
    const form = invalid[0]!.closest("form")!;
    for (const name of ["key", "id"].filter((name) => name in sent && sent.decision === undefined))
      expect(form.querySelector<HTMLInputElement>(`[name=${name}]`)?.value).toBe(sent[name]);
    // Several are listed above, each a link to its field; one is told once.
    const listed = [...main.querySelectorAll("[role=alert] li a")].map((link) => link.getAttribute("href"));
    expect(listed).toEqual(invalid.length > 1 ? invalid.map(({ id }) => `#${id}`) : []);
    if (invalid.length === 1) expect(main.querySelector("[role=alert]")).toBeNull();
  },
);

test.each([
  ["a move", () => `/admin/enrollments/${ids.seat}/transfers`],
  ["more time", () => `/admin/enrollments/${ids.seat}/extensions`],
  ["a free seat", () => `/admin/users/${ids.user}/seats`],
  ["a merge", () => `/admin/users/${ids.user}/merges`],
])("%s sent with nothing at all says that it could not be read", async (_name, path) => {
  const main = await post(path(), {});
  expect(main.querySelector("[role=alert]")?.textContent).toContain("could not be read");
});

test("what was written for an act that something stands in the way of can still be copied", async () => {
  const path = `/admin/enrollments/${ids.seat}/extensions?hours=72`;
  const until = new Date(Date.now() + 86_400_000).toISOString();
  const main = await post(path, { until, version: "1", reason: words, key });
  expect(main.querySelector("textarea")?.textContent?.trim()).toBe(words);
});

test("before two accounts are merged the page says whose the other is and what it holds", async () => {
  const other = await build.user({
    name: "نورا عادل",
    email: "nora.adel@example.com",
    phone: "+201001234567",
  });
  const main = await look(`/admin/users/${ids.user}/merges?other=${other.id}`, owner);
  const facts = main.querySelector("dl")!.textContent;
  for (const fact of [other.name, other.email, other.phone!, "What it holdsNothing"])
    expect(facts).toContain(fact);
  // Nothing moves, and of nothing no number is said.
  expect(main.textContent).not.toMatch(/What moves|no payment/);
  expect(main.querySelector("dl a")!.getAttribute("href")).toBe(`/admin/users/${other.id}`);
});

test("the account page leaves signing out to the page's head, and a paid attempt is called paid", async () => {
  expect((await look("/account", student)).textContent).not.toContain("Sign out");
  const cells = [
    ...(await look(`/admin/payments/${ids.payment}`, owner)).querySelectorAll("table td, table th"),
  ];
  const said = cells.map((cell) => cell.textContent);
  expect(said).toContain("Paid");
  expect(said).not.toContain("Opened");
  const own = (await look(`/payments/${ids.payment}`, student)).textContent;
  expect(own).toContain("1 · Paymob · Paid");
});

test("the palette and the office's list find a course however its Arabic is written", async () => {
  const { id } = await build.course({ title: "أساسيات المحاسبة ٢٠٢٦" });
  for (const search of ["اساسيات", "المحاسبه 2026", "أساسيَّات"]) {
    const answer = await fetch(`${app.origin}/admin/palette?q=${encodeURIComponent(search)}`, {
      headers: { cookie: owner.cookie },
    });
    const { courses } = (await answer.json()) as { courses: Array<{ id: string }> };
    expect([search, courses.map((course) => course.id)]).toEqual([search, [id]]);
    const list = await look(`/admin/courses?q=${encodeURIComponent(search)}`, owner);
    expect([search, list.innerHTML.includes(id)]).toEqual([search, true]);
  }
});

test("what a route without a page refuses is a page that leads on, whoever sends its form or opens its file", async () => {
  const support = await signedIn(db, "support");
  const view = { list: "payments", name: words, query: "", shared: "yes" };
  for (const [path, person, sent, title, links] of [
    ["/admin/views", support, view, "Your account may not do this", ["/admin", "/account"]],
    ["/admin/views", student, view, "Your account may not do this", ["/", "/account"]],
    ["/admin/payments.csv", support, null, "Your account may not do this", ["/admin", "/account"]],
    [
      `/admin/courses/${ids.course}/status`,
      support,
      {},
      "Your account may not do this",
      ["/admin", "/account"],
    ],
    ["/courses/nothing/waitlist", student, {}, "There is no page at this address", ["/courses", "/payments"]],
  ] as const) {
    const answer = await fetch(app.origin + path, {
      method: sent ? "POST" : "GET",
      headers: { accept: "text/html,*/*", cookie: person.cookie },
      body: sent ? new URLSearchParams(sent) : undefined,
    });
    expect([path, answer.status]).toEqual([path, /not do/.test(title) ? 403 : 404]);
    expect(answer.headers.get("content-security-policy")).toContain("nonce-");
    const main = mainOf(await answer.text());
    expect([path, main.querySelector("h1, h2")?.textContent]).toEqual([path, title]);
    expect([...main.querySelectorAll("a")].map((link) => link.getAttribute("href"))).toEqual(links);
  }
  const file = await fetch(`${app.origin}/admin/payments.csv`, { headers: { cookie: support.cookie } });
  expect([file.status, await file.json()]).toMatchObject([403, { permission: "payment:export" }]);
});

async function look(path: string, person: { cookie: string }): Promise<HTMLElement> {
  const answer = await fetch(app.origin + path, { headers: { cookie: person.cookie } });
  expect(answer.status).toBe(200);
  return mainOf(await answer.text());
}

const mainOf = (html: string): HTMLElement =>
  new JSDOM(html, { url: app.origin }).window.document.querySelector("main")!;

/** The page that answers a form: for students' pages as a student, else as staff; forms to come in as nobody. */
async function post(path: string, sent: Sent): Promise<HTMLElement> {
  const person = /^\/(login|register)/.test(path) ? null : path.startsWith("/admin") ? owner : student;
  const answer = await fetch(app.origin + path, {
    method: "POST",
    redirect: "manual",
    headers: { accept: "text/html", ...(person ? { cookie: person.cookie } : {}) },
    body: new URLSearchParams(sent),
  });
  expect([answer.status >= 400, answer.status < 500]).toEqual([true, true]);
  return mainOf(await answer.text());
}

const textOf = (main: HTMLElement, ids: string | null) =>
  (ids ?? "")
    .split(" ")
    .filter((id) => id.endsWith("-error") || id.endsWith("waitlist-hint"))
    .map((id) => main.querySelector(`[id="${id}"]`)?.textContent ?? "")
    .join("");

test("a new case lets an empty field be sent, so that the page and not the browser says what is missing", async () => {
  const main = await look(`/admin/cases/new?user=${ids.user}`, owner);
  expect(main.querySelector("[name=subject]")!.closest("form")!.noValidate).toBe(true);
});
