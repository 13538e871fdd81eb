import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as documents from "#app/entry.server.tsx";
import { startBulkJob } from "#app/features/approvals/start-bulk-job.server.ts";
import { requestMail } from "#app/features/mail/request-mail.server.ts";
import { openCase } from "#app/features/support/open-case.server.ts";
import type { Gateways } from "#app/gateways/registry.server.ts";
import { singleton } from "#app/lib/singleton.server.ts";
import { courseProblems, paths } from "#app/paths.ts";
import { seedDemo } from "#db/seeds/demo.server.ts";
import { useDatabase } from "#tests/support/database.ts";
import { signedIn } from "#tests/support/sign-in.ts";
import type { TestServer } from "#tests/support/web-server.ts";
import { type AppRoute, everyRoute, lineOf, serveEveryRoute } from "#tests/support/whole-app.ts";

/** Every page's whole document in Arabic, over the demo school: what is not Arabic there is data, a name, or forgotten. */

const { db } = useDatabase();
singleton("gateways", (): Gateways => new Map());

/** Latin words that Arabic keeps: names, formats, and what operators type. */
const names =
  /\b(Paymob|iKhokha|Bursar|CSV|PDF|UTC|GMT|SMTP_URL|EGP|ZAR|USD|SAR|OMR|JSON|Africa\/Cairo|user-agent|content-type|Message-ID|Cmd|Ctrl|English|Nile & Cape Academy)\b/g;
/** Ids, addresses, instants with their zone, names of actions in the audit log. */
const codes =
  /\S+@\S+|https?:\S+|\b[a-z]{2,4}_[\w-]+|\b[a-z]+\.[a-z_]+\b|\d{4}-\d\d-\d\d[ T][\d:.]+(Z| [\w/]+ \(UTC[+\-:\d]*\))?|\b(?=\w*\d)\w{6,}\b|[+\d][\d\s,.+:-]*/g;

let routes: AppRoute[];
let app: TestServer;
/** What people wrote: names, titles, descriptions; the longest first. */
let written: string[];
let owner: { id: string; cookie: string };

beforeAll(async () => {
  await seedDemo(db);
  routes = await everyRoute();
  app = await serveEveryRoute(routes, documents);
  owner = await inArabic(await signedIn(db, "owner", "عمر فاروق"));
  await leaveTraces();
  written = await everythingWritten();
}, 120_000);
afterAll(() => app.server.closeAllConnections());
afterAll(() => new Promise((closed) => app.server.close(closed)));

test("the office speaks Arabic on every page", { timeout: 120_000 }, async () => {
  const pages = await officePages();
  expect(pages.length).toBeGreaterThan(60);
  expect(await strangers(pages, owner.cookie)).toEqual([]);
});

test("the students' side speaks Arabic on every page", { timeout: 120_000 }, async () => {
  const payments = await db
    .selectFrom("payments")
    .selectAll()
    .orderBy("status")
    .distinctOn("status")
    .execute();
  const courses = await db.selectFrom("courses").selectAll().where("status", "=", "published").execute();
  const shared = ["/", "/courses", "/courses?q=!!!", "/no-such-page"];
  const faults = [...(await strangers([...shared, "/login", "/login/again", "/register"], "locale=ar"))];
  for (const payment of payments) {
    const { cookie } = await inArabic({ id: payment.student_id, cookie: await cookieOf(payment.student_id) });
    faults.push(
      ...(await strangers(
        [
          paths.payment(payment.id),
          paths.receipt(payment.id),
          paths.paymentResult(payment.course_id, payment.id),
          paths.course(payment.course_id),
          ...(payment === payments[0] ? ["/account", "/payments", "/payments?q=!!!"] : []),
        ],
        cookie,
      )),
    );
  }
  const { cookie } = await inArabic(await signedIn(db, "student", "منى عادل"));
  const problems = courseProblems.map((problem) => paths.course(courses[0]!.id, problem));
  faults.push(...(await strangers([...courses.map(({ id }) => paths.course(id)), ...problems], cookie)));
  expect(faults).toEqual([]);
});

/** Each page of the office, with one thing of every kind and state where it is about one thing, and what it says after an act. */
async function officePages(): Promise<string[]> {
  const ids = async (table: string, differing: string) => {
    const { rows } = await sql<{ id: string }>`
      select distinct on (${sql.raw(differing)}) id from ${sql.table(table)}`.execute(db);
    return rows.map(({ id }) => id);
  };
  const known: Record<string, string[]> = {
    paymentId: await ids("payments", "status"),
    webhookId: await ids("payment_webhooks", "status, outcome, verdict"),
    exceptionId: await ids("exceptions", "kind, status"),
    enrollmentId: await ids("enrollments", "status"),
    courseId: await ids("courses", "status, approval_mode"),
    userId: await ids("users", "role = 'student'"),
    caseId: await ids("support_cases", "status"),
    mailId: await ids("mails", "state"),
    jobId: await ids("bulk_jobs", "status"),
  };
  const parents = new Set(routes.map((route) => route.parentId));
  const pages = routes
    .filter(
      (route) => route.id.startsWith("routes/admin") && "default" in route.module && !parents.has(route.id),
    )
    .flatMap((route) => {
      const path = `/${lineOf(route, routes)
        .flatMap((one) => one.path ?? [])
        .filter(Boolean)
        .join("/")}`;
      const name = /:(\w+)/.exec(path)?.[1];
      if (!name) return [path.replace("*", "nowhere")];
      expect(known[name], `${path} has something to show`).not.toEqual([]);
      return known[name]!.map((id) => path.replace(`:${name}`, id));
    });
  const [paymentId, webhookId, exceptionId] = [
    known.paymentId![0],
    known.webhookId![0],
    known.exceptionId![0],
  ];
  return [
    ...pages,
    ...[
      "payments",
      "enrollments",
      "users",
      "webhooks",
      "exceptions",
      "audit",
      "cases",
      "mails",
      "courses",
    ].map((list) => `/admin/${list}?q=00000000&status=resolved`),
    ...["changed", "same", "no_answer"].map((told) => `/admin/payments/${paymentId}?verified=${told}`),
    ...["processed", "not_yet", "busy", "not_replayable"].map(
      (told) => `/admin/webhooks/${webhookId}?replayed=${told}`,
    ),
    ...[
      "resolved",
      "ignored",
      "open",
      "stale",
      "no_reason",
      "repaired",
      "full",
      "nothing_to_do",
      "not_open",
    ].map((told) => `/admin/exceptions/${exceptionId}?told=${told}`),
  ];
}

/** What is written in Latin letters on these pages and is neither data nor a name, with where it stands. */
async function strangers(pages: readonly string[], cookie: string): Promise<string[]> {
  const faults = new Map<string, string>();
  for (const page of pages) {
    const answer = await fetch(app.origin + page, { headers: { cookie }, redirect: "manual" });
    if (answer.status >= 300 && answer.status < 400) continue;
    expect([page, answer.status < 500]).toEqual([page, true]);
    const html = await answer.text();
    expect([page, /<html[^>]* dir="rtl"/.test(html)]).toEqual([page, true]);
    for (const said of wordsOf(html)) {
      const own = written.reduce((rest, one) => rest.replaceAll(one, " "), said);
      const rest = own.replace(codes, " ").replace(names, " ");
      if (/\p{Script=Latin}{2}/u.test(rest) && !faults.has(said)) faults.set(said, page);
    }
  }
  return [...faults].map(([said, page]) => `${page}: ${said.slice(0, 120)}`);
}

const unread = /^(script|style|bdi|code|pre|template)$/;

/** Everything that is read or heard of a document: texts outside data, and what attributes say. */
function wordsOf(html: string): string[] {
  const plain = html.replace(/<!--.*?-->|<!doctype[^>]*>|<(script|style|template)\b.*?<\/\1>/gis, "");
  const said: string[] = [];
  /** The element of data that is being passed over, and how deep in elements of its name. */
  let passing: { name: string; depth: number } | null = null;
  for (const [, close, name = "", attributes = "", text] of plain.matchAll(
    /<(\/?)([a-z][\w-]*)((?:"[^"]*"|[^">])*)>|([^<]+)/gi,
  )) {
    if (passing) {
      if (name === passing.name) passing.depth += close ? -1 : 1;
      if (passing.depth === 0) passing = null;
    } else if (text !== undefined) said.push(text);
    // What says of itself that it is English, such as the language switch, is no stranger.
    else if (!close && (unread.test(name) || / lang="en/.test(attributes))) passing = { name, depth: 1 };
    else
      for (const [, value] of attributes.matchAll(/ (?:aria-label|placeholder|title|alt)="([^"]*)"/g))
        said.push(value!);
  }
  return said.map((words) => decoded(words).trim()).filter(Boolean);
}

const decoded = (text: string) =>
  text
    .replaceAll("&amp;", "&")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replace(/&#x27;|&quot;/g, "'");

async function inArabic<One extends { id: string }>(person: One): Promise<One> {
  await db.updateTable("users").set({ locale: "ar" }).where("id", "=", person.id).execute();
  return person;
}

async function cookieOf(userId: string): Promise<string> {
  const { signIn } = await import("#app/auth/session.server.ts");
  const headers = await signIn(new Request(`${app.origin}/login`), userId, null);
  return headers.get("set-cookie")!.split(";")[0]!;
}

/** What the demo school has none of: a case, a mail, a decision about many. */
async function leaveTraces(): Promise<void> {
  const payment = await db.selectFrom("payments").selectAll().limit(1).executeTakeFirstOrThrow();
  const actor = { type: "staff", id: owner.id } as const;
  const about = { studentId: payment.student_id, paymentId: payment.id };
  await openCase(db, { ...about, subject: "سؤال عن الدفعة", note: "للزملاء", formKey: "one-form", actor });
  await db.transaction().execute((trx) =>
    requestMail(trx, {
      kind: "receipt",
      paymentId: payment.id,
      userId: payment.student_id,
      dedupeKey: "receipt:arabic",
    }),
  );
  const waiting = await db
    .selectFrom("enrollments")
    .select("id")
    .where("status", "in", ["requested", "pending_approval"])
    .execute();
  await startBulkJob(db, {
    decision: "approve",
    selection: { kind: "ids", ids: waiting.slice(0, 2).map(({ id }) => id) },
    actor,
  } as never);
}

async function everythingWritten(): Promise<string[]> {
  const people = await db.selectFrom("users").select(["name", "email"]).execute();
  const courses = await db.selectFrom("courses").select(["title", "summary", "description"]).execute();
  const texts = [...people, ...courses].flatMap((row) =>
    Object.values(row).flatMap((text) => text.split(/\n+/)),
  );
  const plain = texts.map((text) => text.trim().replaceAll('"', "'")).filter(Boolean);
  return [...new Set(plain)].sort((a, b) => b.length - a.length);
}
