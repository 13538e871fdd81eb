import { afterAll, beforeAll, expect, test, vi } from "vitest";
import * as documents from "#app/entry.server.tsx";
import type { Gateways } from "#app/gateways/registry.server.ts";
import { log } from "#app/lib/logger.server.ts";
import { singleton } from "#app/lib/singleton.server.ts";
import { adminPaths, paths } from "#app/paths.ts";
import { builders } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { signedIn } from "#tests/support/sign-in.ts";
import type { TestServer } from "#tests/support/web-server.ts";
import { everyRoute, serveEveryRoute } from "#tests/support/whole-app.ts";

/** A page of one thing, when the database cannot answer one of its questions: that part fails alone, in plain HTML too. */

const { db } = useDatabase();
const build = builders(db);
singleton("gateways", (): Gateways => new Map());
let app: TestServer;

beforeAll(async () => {
  app = await serveEveryRoute(await everyRoute(), documents);
}, 60_000);
afterAll(() => app.server.closeAllConnections());
afterAll(() => new Promise((closed) => app.server.close(closed)));

/** Runs `work` while a table is away; the parts that failed meanwhile, by the id under which each is in the log. */
async function without<T>(table: string, work: () => Promise<T>) {
  const logged = vi.spyOn(log, "error").mockImplementation(() => undefined);
  await db.schema.alterTable(table).renameTo(`${table}_away`).execute();
  try {
    const result = await work();
    const failed = logged.mock.calls.map(([entry]) => entry as { part?: string; errorId: string });
    return { result, failed };
  } finally {
    await db.schema.alterTable(`${table}_away`).renameTo(table).execute();
    logged.mockRestore();
  }
}

async function open(path: string, cookie: string) {
  const answer = await fetch(app.origin + path, { headers: { cookie, "user-agent": "a browser" } });
  const html = (await answer.text()).replace(/<!--.*?-->|<script.*?<\/script>/gs, "");
  return { status: answer.status, html };
}

async function paidBy(name: string) {
  const student = await signedIn(db, "student", name);
  const payment = await build.paid({ studentId: student.id, amountMinor: 45_000 });
  return { student, payment, enrollment: payment.enrollment! };
}

const alone = (html: string) => [...html.matchAll(/<p>([^<]+) could not be loaded\./g)].map((one) => one[1]);

test("a payment's page keeps the payment, its acts and its other parts", async () => {
  const { payment } = await paidBy("Nour O'Neil");
  const { cookie } = await signedIn(db, "finance");
  const path = adminPaths.payment(payment.id);
  for (const [table, part, title] of [
    ["audit_log", "timeline", "Timeline"],
    ["refund_drafts", "related", "The seat, the refund and cases"],
    ["payment_attempts", "attempts", "Attempts"],
  ] as const) {
    const { result, failed } = await without(table, () => open(path, cookie));
    const { errorId } = failed.find((one) => one.part === part)!;
    expect(result.status).toBe(200);
    expect(alone(result.html)).toEqual(
      // What became of a refund is also told by the timeline.
      table === "refund_drafts" ? [title, "Timeline"] : [title],
    );
    expect(result.html).toContain(errorId);
    expect(result.html).toContain("Nour O&#x27;Neil");
    expect(result.html).toContain("Ask Paymob now");
    expect(result.html).toMatch(new RegExp(`<form[^>]*action="${path}[?"].*Try again`));
  }
  expect(alone((await open(path, cookie)).html)).toEqual([]);
});

test("an enrollment's page keeps its decision", async () => {
  const { enrollment } = await paidBy("Sipho Dlamini");
  const { cookie } = await signedIn(db, "registrar");
  const path = adminPaths.enrollment(enrollment.id);
  for (const [table, part, title] of [
    ["audit_log", "history", "History"],
    ["support_cases", "related", "The refund and cases"],
  ] as const) {
    const { result, failed } = await without(table, () => open(path, cookie));
    expect([result.status, alone(result.html)]).toEqual([200, [title]]);
    expect(result.html).toContain(failed.find((one) => one.part === part)!.errorId);
    expect(result.html).toContain("Revoke…");
  }
});

test("a person's page and a student's own payment lose one panel, not the page", async () => {
  const { student, payment } = await paidBy("Layla Hassan");
  const support = await signedIn(db, "support");
  const person = await without("support_cases", () => open(adminPaths.user(student.id), support.cookie));
  // Cases are told by the timeline, too.
  expect([person.result.status, alone(person.result.html)]).toEqual([200, ["Cases", "Timeline"]]);
  expect(person.result.html).toContain("Ask the gateway now");
  const asked = await without("support_cases", () => open(paths.payment(payment.id), student.cookie));
  expect([asked.result.status, alone(asked.result.html)]).toEqual([200, ["Questions about this payment"]]);
  expect(asked.result.html).toContain("Send the question");
});

test("what became of a payment is told first, whatever else of its result page fails", async () => {
  const { student, payment } = await paidBy("Yusuf Karim");
  const path = paths.paymentResult(payment.courseId, payment.id);
  for (const [table, title] of [
    ["support_case_messages", "Questions about this payment"],
    ["mails", "Where your receipt was sent"],
  ] as const) {
    const { result, failed } = await without(table, () => open(path, student.cookie));
    expect([result.status, alone(result.html)]).toEqual([200, [title]]);
    expect(result.html).toMatch(/<h1[^>]*>You’re in\./);
    expect(result.html).toContain("Go to the course");
    expect(result.html).toContain(failed.at(-1)!.errorId);
  }
});

test("the office keeps its navigation without the counts and views beside it, and says what is missing", async () => {
  const { cookie } = await signedIn(db, "owner");
  const { result, failed } = await without("saved_views", () => open(adminPaths.courses(), cookie));
  expect([result.status, alone(result.html)]).toEqual([200, ["The count of exceptions or the saved views"]]);
  expect(result.html).toContain(failed.find((one) => one.part === "views")!.errorId);
  expect(result.html).toContain(`href="${adminPaths.webhooks()}"`);
});

test("an answer with a part that failed is no one's to keep, and the part can be asked for alone", async () => {
  const { payment } = await paidBy("Mona Adel");
  const { cookie } = await signedIn(db, "finance");
  const route = "routes/admin.payments.$paymentId._index";
  const part = (name: string) =>
    `${adminPaths.payment(payment.id)}.data?part=${name}&_routes=${encodeURIComponent(route)}`;
  const data = async (path: string) => {
    const answer = await fetch(app.origin + path, { headers: { cookie } });
    return { status: answer.status, etag: answer.headers.get("etag"), text: await answer.text() };
  };
  const { result } = await without("payment_attempts", () => data(part("attempts")));
  expect([result.status, result.etag, result.text.includes("err_")]).toEqual([200, null, true]);
  const again = await data(part("attempts"));
  expect(again.text).toContain(payment.attempt.orderRef);
  expect(again.text).not.toMatch(/"(timeline|evidence|related|exceptions)"/);
});
