import { sql } from "kysely";
import { expect, test } from "vitest";
import { getUser, requireStaff, requireUser, signIn, signOut } from "#app/auth/session.server.ts";
import { makeSessionCookie } from "#app/auth/session-cookie.server.ts";
import { forgetUser, tokenHash } from "#app/auth/session-store.server.ts";
import { newId } from "#app/lib/ids.ts";
import type { Role } from "#db/schema.ts";
import { useDatabase } from "#tests/support/database.ts";

const { db } = useDatabase();
const origin = "http://127.0.0.1:3000";
const secret = process.env.SESSION_SECRET!;

test("a signed-in browser is known, another is not", async () => {
  const { id, cookie } = await signedIn("student");
  expect(await getUser(request("/account", cookie))).toMatchObject({ id, role: "student", name: "Mona" });
  expect(await getUser(request("/account"))).toBeNull();
});

test("the table holds a hash, never the token", async () => {
  const { id, cookie } = await signedIn("student");
  const token: string = await makeSessionCookie([secret], origin).parse(cookie);
  const row = await db.selectFrom("sessions").selectAll().where("user_id", "=", id).executeTakeFirstOrThrow();
  expect(row.id).toBe(tokenHash(token));
  expect(JSON.stringify(row)).not.toContain(token);
  expect(Buffer.from(token, "base64url")).toHaveLength(32);
});

test("a cookie we did not sign is nobody's", async () => {
  const { cookie } = await signedIn("student");
  const token = await makeSessionCookie([secret], origin).parse(cookie);
  const forged = await makeSessionCookie(["another-secret-of-32-characters-or-so"], origin).serialize(token);
  expect(await getUser(request("/account", forged))).toBeNull();
});

test("while a secret is being replaced both are accepted and the first signs", async () => {
  const old = await makeSessionCookie([secret], origin).serialize("a-token");
  const fresh = "a-new-secret-0123456789abcdef0123456789";
  const both = makeSessionCookie([fresh, secret], origin);
  expect(await both.parse(old)).toBe("a-token");
  expect(await makeSessionCookie([fresh], origin).parse(await both.serialize("b"))).toBe("b");
  expect(await makeSessionCookie([fresh], origin).parse(old)).toBeNull();
});

test("over TLS the cookie is Secure and bound to the host", async () => {
  const header = await makeSessionCookie([secret], "https://school.example.com").serialize("t");
  expect(header).toMatch(/^__Host-bursar=/);
  expect(header).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Lax/);
  expect(header).not.toMatch(/domain/i);
});

test("signing out ends the session at once and clears the cookie", async () => {
  const { id, cookie } = await signedIn("student");
  expect(await getUser(request("/", cookie))).not.toBeNull();
  const headers = await signOut(request("/logout", cookie));
  expect(headers.get("set-cookie")).toMatch(/^bursar=.*Max-Age=0/);
  expect(await getUser(request("/", cookie))).toBeNull();
  expect(await sessionsOf(id)).toBe(0);
});

test("signing in makes a new token and ends the one the browser brought", async () => {
  const { id, cookie } = await signedIn("student");
  const again = cookieOf(await signIn(request("/login", cookie), id, null));
  expect(again).not.toBe(cookie);
  expect(await getUser(request("/", cookie))).toBeNull();
  expect(await getUser(request("/", again))).toMatchObject({ id });
});

test.each([
  ["too old", "student", { expires_at: sql<Date>`now() - interval '1 second'` }],
  [
    "a student's, unused for fifteen days",
    "student",
    { last_seen_at: sql<Date>`now() - interval '15 days'` },
  ],
  ["staff's, unused for thirteen hours", "finance", { last_seen_at: sql<Date>`now() - interval '13 hours'` }],
] as const)("a session ends when it is %s", async (_why, role, change) => {
  const { id, cookie } = await signedIn(role);
  await db.updateTable("sessions").set(change).where("user_id", "=", id).execute();
  expect(await getUser(request("/", cookie))).toBeNull();
});

test("a student's session outlives thirteen idle hours, and being seen starts the wait anew", async () => {
  const { id, cookie } = await signedIn("student");
  await db
    .updateTable("sessions")
    .set({ last_seen_at: sql<Date>`now() - interval '13 hours'` })
    .where("user_id", "=", id)
    .execute();
  expect(await getUser(request("/", cookie))).not.toBeNull();
  const { age } = await db
    .selectFrom("sessions")
    .select(sql<number>`extract(epoch from now() - last_seen_at)::int`.as("age"))
    .where("user_id", "=", id)
    .executeTakeFirstOrThrow();
  expect(age).toBeLessThan(60);
});

test("a changed role counts from the next request", async () => {
  const { id, cookie } = await signedIn("finance");
  expect((await getUser(request("/", cookie)))?.role).toBe("finance");
  await db.updateTable("users").set({ role: "student" }).where("id", "=", id).execute();
  forgetUser(id);
  expect((await getUser(request("/", cookie)))?.role).toBe("student");
});

test("what a header holds besides a session changes nothing of what that session is remembered as", async () => {
  const [mine, other] = [await signedIn("student"), await signedIn("finance")];
  const [name, value] = mine.cookie.split(";")[0]!.split(/=(.*)/) as [string, string];
  const theirs = other.cookie.split(";")[0]!;
  // The space makes it another name to whoever looks for the exact one, and the same to a lenient reader.
  await getUser(request("/", `${name} =${value}; ${theirs}`));
  expect(await getUser(request("/", theirs))).toMatchObject({ id: other.id });
  expect(await getUser(request("/", `${name}=${value}`))).toMatchObject({ id: mine.id });
});

test("a signed-out page sends to the sign-in page and names where to come back", async () => {
  const answer = await thrownBy(requireUser(request("/payments?status=failed&q=a%26b")));
  expect(answer.status).toBe(302);
  const to = new URL(answer.headers.get("location")!, origin);
  expect(to.pathname).toBe("/login");
  expect(to.searchParams.get("redirectTo")).toBe("/payments?status=failed&q=a%26b");
});

test("a form posted while signed out comes back to the page that held it, never to another site", async () => {
  const post = (referer: string) =>
    new Request(`${origin}/admin/exceptions/exc_1/resolution`, { method: "POST", headers: { referer } });
  const own = await thrownBy(requireUser(post(`${origin}/admin/exceptions/exc_1`)));
  expect(own.headers.get("location")).toBe("/login?redirectTo=%2Fadmin%2Fexceptions%2Fexc_1");
  const foreign = await thrownBy(requireUser(post("https://evil.example/admin")));
  expect(foreign.headers.get("location")).toBe("/login");
});

test("staff are let in by permission; others are told which one they lack", async () => {
  const finance = await signedIn("finance");
  expect(await requireStaff(request("/admin", finance.cookie), "payment:verify")).toMatchObject({
    role: "finance",
  });
  for (const role of ["student", "auditor"] as const) {
    const answer = await thrownBy(
      requireStaff(request("/admin", (await signedIn(role)).cookie), "payment:verify"),
    );
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({
      permission: "payment:verify",
      act: "ask a gateway about a payment",
    });
  }
  expect((await thrownBy(requireStaff(request("/admin"), "office:open"))).status).toBe(302);
});

async function signedIn(role: Role) {
  const id = newId("usr");
  await db
    .insertInto("users")
    .values({ id, email: `${id}@example.com`, name: "Mona", password_hash: "none", role })
    .execute();
  return { id, cookie: cookieOf(await signIn(request("/login"), id, "127.0.0.1")) };
}

const cookieOf = (headers: Headers) => headers.get("set-cookie")!.split(";")[0]!;

function request(path: string, cookie?: string) {
  return new Request(origin + path, { headers: cookie ? { cookie } : {} });
}

async function sessionsOf(userId: string) {
  const rows = await db.selectFrom("sessions").select("id").where("user_id", "=", userId).execute();
  return rows.length;
}

async function thrownBy(work: Promise<unknown>): Promise<Response> {
  const thrown = await work.then(
    () => null,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(Response);
  return thrown as Response;
}
