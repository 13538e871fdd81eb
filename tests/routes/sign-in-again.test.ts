import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hashPassword } from "#app/features/people/password-hash.server.ts";
import { useDatabase } from "#tests/support/database.ts";
import { holdSingleton } from "#tests/support/hold-singleton.ts";
import { cookieOf, signedIn } from "#tests/support/sign-in.ts";
import type { TestServer } from "#tests/support/web-server.ts";
import { everyRoute, serveEveryRoute } from "#tests/support/whole-app.ts";

/** A form sent without script after its session was over: the running app, asked as a browser asks it. */

const { db } = useDatabase();
holdSingleton("gateways", new Map());

const password = "three unrelated words";
const words = "Called twice; O'Brien أعاد الاتصال";
let app: TestServer;

/** In a document's place: what the action answered. */
const answers = {
  default: (
    _request: Request,
    status: number,
    headers: Headers,
    entry: { staticHandlerContext: unknown },
  ) => {
    const { actionData } = entry.staticHandlerContext as { actionData: Record<string, unknown> | null };
    return new Response(JSON.stringify(Object.values(actionData ?? {})[0] ?? null), { status, headers });
  },
};

beforeAll(async () => {
  app = await serveEveryRoute(await everyRoute(), answers);
}, 120_000);
afterAll(() => app.server.closeAllConnections());
afterAll(() => new Promise((closed) => app.server.close(closed)));

test("what was typed is shown to the same person after signing in, and sent nowhere", async () => {
  const { staff, student, page } = await caught();
  const carried = await post(
    `/admin/users/${student.id}?index`,
    { body: words, key: "key-of-a-page" },
    { staff, page },
  );
  expect(carried.status).toBe(307);
  const again = carried.headers.get("location")!;
  expect(again).toBe(`/login/again?redirectTo=${encodeURIComponent(page)}`);

  const asked = await post(again, { body: words, key: "key-of-a-page" }, { staff, page });
  const { kept, lost } = (await asked.json()) as { kept: string; lost: boolean };
  expect([asked.status, lost]).toEqual([200, false]);
  expect(asked.headers.get("cache-control")).toBe("no-store");

  const wrong = await signBackIn(again, { email: staff.email, password: "not the password", kept });
  expect(wrong.status).toBe(401);
  const refused = (await wrong.json()) as { kept: string };
  expect(refused.kept).toBe(kept);
  expect(JSON.stringify(refused)).not.toMatch(/not the password|Brien/);

  const back = await signBackIn(again, { email: staff.email, password, kept, redirectTo: page });
  expect(await back.json()).toEqual({ back: page, words: [["body", words]] });
  expect(back.headers.get("cache-control")).toBe("no-store");
  expect((await opens(page, cookieOf(back.headers))).status).toBe(200);
  const notes = await db.selectFrom("person_notes").select("id").where("user_id", "=", student.id).execute();
  expect(notes).toEqual([]);
});

test("somebody else who signs in there meets nothing of it and goes on as usual", async () => {
  const { staff, page } = await caught();
  const other = await someone("owner");
  const asked = await post("/login/again", { reason: words }, { staff, page });
  const { kept } = (await asked.json()) as { kept: string };
  const back = await signBackIn("/login/again", { email: other.email, password, kept, redirectTo: page });
  expect([back.status, back.headers.get("location")]).toEqual([303, page]);
  expect(await back.text()).not.toContain("Brien");
});

test("words whose owner nobody knows any more are sealed for nobody, and the page says so", async () => {
  const { staff, page } = await caught();
  await db.deleteFrom("sessions").where("user_id", "=", staff.id).execute();
  const asked = await post("/login/again", { reason: words }, { staff, page });
  expect(await asked.json()).toEqual({ kept: null, lost: true, refused: null });
});

test("the page speaks the language of whoever was signed in, where the browser chose none", async () => {
  const { staff, student, page } = await caught();
  await db.updateTable("users").set({ locale: "ar" }).where("id", "=", staff.id).execute();
  const path = `/admin/users/${student.id}?index`;
  const carried = await post(path, { body: words }, { staff, page });
  expect(carried.headers.get("set-cookie")).toMatch(/^locale=ar;/);
  const chosen = { cookie: `${staff.cookie}; locale=en` };
  expect((await post(path, { body: words }, { staff: chosen, page })).headers.get("set-cookie")).toBeNull();
});

test("a button that was only pressed leaves nothing to keep", async () => {
  const { staff, page } = await caught();
  const asked = await post("/login/again", { decision: "approve", version: "3" }, { staff, page });
  expect(await asked.json()).toEqual({ kept: null, lost: false, refused: null });
});

test("a script's post is answered as before: its page keeps the words itself", async () => {
  const { staff, student, page } = await caught();
  const answer = await fetch(`${app.origin}/admin/users/${student.id}?index`, {
    method: "POST",
    redirect: "manual",
    headers: { cookie: staff.cookie, referer: app.origin + page },
    body: new URLSearchParams({ body: words }),
  });
  expect([answer.status, answer.headers.get("location")]).toEqual([
    302,
    `/login?redirectTo=${encodeURIComponent(page)}`,
  ]);
});

test("another site's page cannot have anything sealed or opened here", async () => {
  const { staff } = await caught();
  const answer = await fetch(`${app.origin}/login/again`, {
    method: "POST",
    headers: { cookie: staff.cookie, "sec-fetch-site": "cross-site", accept: "text/html" },
    body: new URLSearchParams({ reason: words }),
  });
  expect(answer.status).toBe(403);
});

/** Somebody of this role with a password. */
async function someone(role: "support" | "owner") {
  const person = await signedIn(db, role);
  const password_hash = await hashPassword(password);
  await db.updateTable("users").set({ password_hash }).where("id", "=", person.id).execute();
  return person;
}

/** Staff with a student's page open, whose session has been idle for too long. */
async function caught() {
  const staff = await someone("support");
  const student = await signedIn(db);
  await db
    .updateTable("sessions")
    .set({ last_seen_at: sql<Date>`now() - interval '13 hours'` })
    .where("user_id", "=", staff.id)
    .execute();
  return { staff, student, page: `/admin/users/${student.id}` };
}

const post = (
  path: string,
  fields: Record<string, string>,
  { staff, page }: { staff?: { cookie: string }; page?: string } = {},
) =>
  fetch(app.origin + path, {
    method: "POST",
    redirect: "manual",
    headers: {
      accept: "text/html,application/xhtml+xml",
      ...(staff && { cookie: staff.cookie }),
      ...(page && { referer: app.origin + page }),
    },
    body: new URLSearchParams(fields),
  });

const signBackIn = (path: string, fields: Record<string, string>) =>
  post(path, { step: "sign-in", ...fields });

const opens = (path: string, cookie: string) => fetch(app.origin + path, { headers: { cookie } });
