import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { signOut } from "#app/auth/session.server.ts";
import { forgetUser } from "#app/auth/session-store.server.ts";
import type { OutboxTail } from "#app/features/outbox/tail.server.ts";
import { closeServer } from "#app/http/listen.server.ts";
import { createDb, createPool } from "#app/lib/db.server.ts";
import { addCourse, courseRoutes, followWith } from "#tests/support/cached-routes.ts";
import { useDatabase } from "#tests/support/database.ts";
import { startTail } from "#tests/support/outbox.ts";
import { signedIn } from "#tests/support/sign-in.ts";
import { serveRoutes, type TestServer } from "#tests/support/web-server.ts";

const { db, pool, url } = useDatabase();
// The tail's own reads are not those that are counted.
const tailDb = createDb(createPool(url, { max: 2 }));
let tail: OutboxTail;
let web: TestServer;
let afterRead: (() => Promise<void>) | undefined;

beforeAll(async () => {
  await addCourse(db, "Algebra");
  tail = await startTail(tailDb);
  followWith(tail);
});
beforeEach(async () => {
  // Half way through an age, so that none ends in a test.
  const now = Date.now();
  vi.spyOn(Date, "now").mockImplementation(() => Math.floor(now / 60_000) * 60_000 + 30_000);
  afterRead = undefined;
  web = await serveRoutes(courseRoutes({ afterRead: async () => afterRead?.() }));
  await caughtUp();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await closeServer(web.server, () => undefined, 0);
});
afterAll(async () => {
  await tail.stop();
  await tailDb.destroy();
});

/** The tail has read everything that is committed now. */
async function caughtUp() {
  const { rows } = await pool.query("select pg_snapshot_xmax(pg_current_snapshot())::text as xid");
  const epoch = tail.position!.epoch;
  await vi.waitFor(
    () => expect(tail.hasReached({ epoch, xid: BigInt(rows[0].xid), seq: 0 })).toBe(true),
    5_000,
  );
}

async function get(path: string, headers: Record<string, string> = {}) {
  const answer = await fetch(web.origin + path, { headers, redirect: "manual" });
  const etag = answer.headers.get("etag") ?? "";
  return { status: answer.status, etag, text: await answer.text(), headers: answer.headers };
}

async function counted<T>(work: () => Promise<T>) {
  const spy = vi.spyOn(pool, "connect");
  spy.mockClear();
  const result = await work();
  const count = spy.mock.calls.length;
  return { result, count };
}

test("an unchanged page is answered 304 without a query, until its topic moves", async () => {
  const { cookie } = await signedIn(db, "finance");
  const first = await get("/by-role.data", { cookie });
  expect([first.status, first.headers.get("cache-control")]).toEqual([200, "private, no-cache"]);
  const again = await counted(() => get("/by-role.data", { cookie, "if-none-match": first.etag }));
  expect([again.result.status, again.count, again.result.etag]).toEqual([304, 0, first.etag]);

  await addCourse(db, "Botany");
  await caughtUp();
  const changed = await get("/by-role.data", { cookie, "if-none-match": first.etag });
  expect([changed.status, changed.text.includes("Botany")]).toEqual([200, true]);
  expect(changed.etag).not.toBe(first.etag);
});

test("what another has loaded is not loaded again, in a document neither", async () => {
  const [a, b] = [await signedIn(db, "finance"), await signedIn(db, "finance")];
  await get("/by-role.data", { cookie: a.cookie });
  await get("/undeclared.data", { cookie: b.cookie });
  await get("/by-role.data?other", { cookie: b.cookie });
  const asDocument = await counted(() => get("/by-role", { cookie: b.cookie }));
  expect([asDocument.result.status, asDocument.count, asDocument.result.etag]).toEqual([200, 0, ""]);
});

test("what is fetched ahead of a press is kept by the server, and by no browser", async () => {
  const { cookie } = await signedIn(db, "finance");
  const ahead = { cookie, "sec-purpose": "prefetch" };
  const first = await get("/by-role.data?ahead", ahead);
  expect([first.status, first.etag, first.headers.get("cache-control")]).toEqual([200, "", "no-store"]);
  const pressed = await counted(() => get("/by-role.data?ahead", { cookie }));
  expect([pressed.count, pressed.result.headers.get("cache-control")]).toEqual([0, "private, no-cache"]);
  // Not "unchanged" either: a browser would take that for fresh.
  expect((await get("/by-role.data?ahead", { ...ahead, "if-none-match": pressed.result.etag })).status).toBe(
    200,
  );
  const shared = await get("/list.json", { "sec-purpose": "prefetch" });
  expect(shared.headers.get("cache-control")).toContain("public");
});

test("fifty at once who ask the same cost one query", async () => {
  const { cookie } = await signedIn(db, "finance");
  await get("/undeclared.data", { cookie });
  await get("/by-user.data", { cookie });
  let reads = 0;
  afterRead = async () => {
    reads += 1;
    await new Promise((resolve) => setTimeout(resolve, 50));
  };
  const answers = await Promise.all(Array.from({ length: 50 }, () => get("/by-role.data?busy", { cookie })));
  expect(answers.every((answer) => answer.status === 200 && answer.text.includes("Algebra"))).toBe(true);
  expect(reads).toBe(1);
});

test("a change between the reading of the revision and of the rows is never missed, whichever is first", async () => {
  const { cookie } = await signedIn(db, "finance");
  for (const title of ["Chemistry", "Drawing"]) {
    const path = `/by-role.data?interleaved=${title}`;
    // The rows are read; then they change, and this process hears of it; then the answer goes out.
    afterRead = async () => {
      afterRead = undefined;
      await addCourse(db, title);
      await caughtUp();
    };
    const old = await get(path, { cookie });
    expect([old.status, old.text.includes(title)]).toEqual([200, false]);
    const next = await get(path, { cookie, "if-none-match": old.etag });
    expect([next.status, next.text.includes(title)]).toEqual([200, true]);
  }
});

test("a change whose event an older transaction still holds back is seen at once", async () => {
  const { cookie } = await signedIn(db, "finance");
  const before = await get("/by-role.data", { cookie });
  const older = new pg.Client({ connectionString: url });
  await older.connect();
  try {
    await older.query("begin");
    const { rows } = await older.query("select pg_current_xact_id()::text as xid");
    await addCourse(db, "Economics");
    await vi.waitFor(() => expect(tail.isCurrent("enrollments")).toBe(false), 5_000);
    expect(tail.position!.xid <= BigInt(rows[0].xid)).toBe(true);
    const now = await get("/by-role.data", { cookie, "if-none-match": before.etag });
    expect([now.status, now.text.includes("Economics"), now.etag]).toEqual([200, true, ""]);
    await older.query("commit");
  } finally {
    // Left open it would hold back every event of this server, in all databases.
    await older.end();
  }
  await vi.waitFor(() => expect(tail.isCurrent("enrollments")).toBe(true), 5_000);
  expect((await get("/by-role.data", { cookie, "if-none-match": before.etag })).status).toBe(200);
});

test("one person's answer is never another's, nor one role's another role's", async () => {
  const mona = await signedIn(db, "finance", "Mona Adel");
  const omar = await signedIn(db, "support", "Omar Nabil");
  const own = await get("/by-user.data", { cookie: mona.cookie });
  const other = await get("/by-user.data", { cookie: omar.cookie, "if-none-match": own.etag });
  expect([own.text.includes("Mona"), other.status, other.text.includes("Omar")]).toEqual([true, 200, true]);
  expect(other.text).not.toContain("Mona");
  const asFinance = await get("/by-role.data", { cookie: mona.cookie });
  const asSupport = await get("/by-role.data", { cookie: omar.cookie, "if-none-match": asFinance.etag });
  expect([asSupport.status, asSupport.text.includes("support"), asSupport.text.includes("finance")]).toEqual([
    200,
    true,
    false,
  ]);
});

test("a loader whose answer is kept gets nothing that its label does not tell", async () => {
  const { cookie } = await signedIn(db, "finance");
  const answer = await get("/by-user.data?bare", { cookie, "x-other": "something of this request alone" });
  expect(answer.text).toContain("nothing else");
});

test("who signed out gets no kept answer, and nor does who may not ask any more", async () => {
  const mona = await signedIn(db, "finance");
  const first = await get("/by-role.data", { cookie: mona.cookie });
  const match = { "if-none-match": first.etag };
  await db.updateTable("users").set({ role: "student" }).where("id", "=", mona.id).execute();
  forgetUser(mona.id);
  const demoted = await get("/by-role.data", { cookie: mona.cookie, ...match });
  expect([demoted.status, demoted.text.includes("Algebra")]).toEqual([403, false]);

  const omar = await signedIn(db, "finance");
  const page = await get("/by-role.data", { cookie: omar.cookie });
  await signOut(new Request(web.origin, { headers: { cookie: omar.cookie } }));
  const signedOut = await get("/by-role.data", { cookie: omar.cookie, "if-none-match": page.etag });
  expect([signedOut.status, signedOut.text.includes("/login")]).toEqual([202, true]);
  expect((await get("/by-role.data", { "if-none-match": page.etag })).status).toBe(202);
});

test("parts that come later are kept once they are whole; a failed one is asked again", async () => {
  const first = await get("/late.data");
  expect([first.status, first.etag, first.text.includes("Algebra")]).toEqual([200, "", true]);
  const second = await counted(() => get("/late.data"));
  expect([second.count, second.result.text.includes("Algebra")]).toEqual([0, true]);
  expect((await get("/late.data", { "if-none-match": second.result.etag })).status).toBe(304);

  const failed = await counted(() => get("/late.data?fails"));
  const again = await counted(() => get("/late.data?fails"));
  expect([failed.count, again.count, again.result.etag]).toEqual([1, 1, ""]);
});

test("JSON of a resource route is labelled; what declares nothing is not, and may not be kept by others", async () => {
  const list = await get("/list.json");
  expect(list.headers.get("cache-control")).toContain("public");
  const again = await counted(() => get("/list.json", { "if-none-match": list.etag }));
  expect([again.result.status, again.count]).toEqual([304, 0]);
  const undeclared = await get("/undeclared.data");
  expect([undeclared.etag, undeclared.headers.get("cache-control")]).toEqual(["", "private, no-cache"]);
});

test("the same for the whole world is public only without the frame around it", async () => {
  const alone = await get("/late.data?_routes=routes/late");
  await get("/late.data?_routes=routes/late");
  const labelled = await get("/late.data?_routes=routes/late");
  expect(alone.etag).toBe("");
  expect(labelled.headers.get("cache-control")).toContain("public");
  expect((await get("/late.data")).headers.get("cache-control")).toContain("private");
});

test("a process that has not heard of its asker's own write answers past what it keeps", async () => {
  const { cookie } = await signedIn(db, "finance");
  const slow = await startTail(tailDb, { pollMs: 30_000 });
  followWith(slow);
  await vi.waitFor(() => expect(slow.isCurrent()).toBe(true), 5_000);
  try {
    const before = await get("/by-role.data?own", { cookie });
    expect(before.etag).not.toBe("");
    const body = new URLSearchParams({ title: "Zoology" });
    const posted = await fetch(`${web.origin}/by-role.data`, { method: "POST", body, headers: { cookie } });
    const wrote = posted.headers.getSetCookie().find((one) => one.startsWith("bursar-wrote="))!;
    const match = { "if-none-match": before.etag };
    // Without what the browser knows, the process cannot know either.
    expect((await get("/by-role.data?own", { cookie, ...match })).status).toBe(304);
    const own = await get("/by-role.data?own", { cookie: `${cookie}; ${wrote.split(";")[0]}`, ...match });
    expect([own.status, own.text.includes("Zoology"), own.etag]).toEqual([200, true, ""]);
    const odd = await get("/by-role.data?own", {
      cookie: `${cookie}; bursar-heard=from-elsewhere`,
      ...match,
    });
    expect([odd.status, odd.etag]).toEqual([200, ""]);
  } finally {
    followWith(tail);
    await slow.stop();
  }
});

test("after a refused form its page loads nothing, and so takes nothing that moved meanwhile for known", async () => {
  const { cookie } = await signedIn(db, "finance");
  const settledAfter = async (title: string) => {
    const body = new URLSearchParams({ title });
    const posted = await fetch(`${web.origin}/by-role.data`, { method: "POST", body, headers: { cookie } });
    return posted.headers.getSetCookie().find((one) => one.startsWith("bursar-settled="));
  };
  expect(await settledAfter("Geology")).toMatch(/^bursar-settled=[0-9a-z]+-\d+-0;/);
  expect(await settledAfter("")).toMatch(/^bursar-settled=;.* Max-Age=0/);
});

test("a gateway is answered without being told how far it has written: it keeps no cookie, and waits", async () => {
  const { result, count } = await counted(() => fetch(`${web.origin}/callbacks`, { method: "POST" }));
  expect([result.status, result.headers.getSetCookie(), count]).toEqual([200, [], 0]);
});

test("while the outbox cannot be read nothing is kept", async () => {
  const { cookie } = await signedIn(db, "finance");
  const before = await get("/by-role.data?unread", { cookie });
  const blind = vi.spyOn(tail, "isCurrent").mockReturnValue(false);
  const answer = await get("/by-role.data?unread", { cookie, "if-none-match": before.etag });
  expect([answer.status, answer.etag]).toEqual([200, ""]);
  blind.mockRestore();
});
