import { afterAll, beforeAll, expect, test } from "vitest";
import { EventHub } from "#app/features/outbox/event-hub.server.ts";
import { newId } from "#app/lib/ids.ts";
import { type Role, roles, type Topic, topics } from "#db/schema.ts";
import { useDatabase } from "#tests/support/database.ts";
import { messagesOf, subjectIds } from "#tests/support/event-reader.ts";
import { holdSingleton } from "#tests/support/hold-singleton.ts";
import { addEvent, startTail } from "#tests/support/outbox.ts";
import { signedIn } from "#tests/support/sign-in.ts";
import type { TestServer } from "#tests/support/web-server.ts";
import { everyRoute, serveEveryRoute } from "#tests/support/whole-app.ts";

/** What each role gets of files and of the event stream, written down a second time: not read from the permissions. */

const { db, pool } = useDatabase();
holdSingleton("gateways", new Map());

let app: TestServer;
let hub: EventHub;
const people = new Map<Role, { id: string; cookie: string }>();

beforeAll(async () => {
  hub = new EventHub(await startTail(db));
  holdSingleton("event-hub", hub);
  app = await serveEveryRoute(await everyRoute());
  for (const role of roles) people.set(role, await signedIn(db, role));
}, 120_000);
afterAll(async () => {
  hub.close();
  await hub.tail.stop();
  app.server.closeAllConnections();
  await new Promise((closed) => app.server.close(closed));
});

const everyFile = [
  "audit",
  "cases",
  "courses",
  "enrollments",
  "exceptions",
  "mails",
  "payments",
  "refunds",
  "users",
  "webhooks",
];
const files: Record<Role, string[]> = {
  owner: everyFile,
  admin: everyFile,
  finance: ["courses", "exceptions", "payments", "refunds", "webhooks"],
  registrar: ["cases", "courses", "enrollments", "mails", "users"],
  support: [],
  auditor: ["audit"],
  student: [],
};

test("files: each role gets those of its work and no other, and a stranger none", async () => {
  const existing = (await everyRoute()).flatMap(
    ({ id }) => /^routes\/admin\.(\w+)\[\.\]csv$/.exec(id)?.[1] ?? [],
  );
  expect(existing.sort()).toEqual(everyFile);
  const ask = async (file: string, cookie = "") => {
    const answer = await fetch(`${app.origin}/admin/${file}.csv`, {
      headers: { cookie },
      redirect: "manual",
    });
    await answer.arrayBuffer();
    const { status } = answer;
    if (status === 200 && answer.headers.get("content-type")?.startsWith("text/csv")) return "file";
    return status < 400 && /^\/login\b/.test(answer.headers.get("location") ?? "") ? "sign in" : status;
  };
  for (const role of roles)
    for (const file of everyFile)
      expect([role, file, await ask(file, people.get(role)!.cookie)]).toEqual([
        role,
        file,
        files[role].includes(file) ? "file" : 403,
      ]);
  for (const file of everyFile) expect([file, await ask(file)]).toEqual([file, "sign in"]);
});

test("events: over the stream staff hear what they ask for, a student what names them, and a stranger nothing", async () => {
  expect((await fetch(`${app.origin}/events`)).status).toBe(401);
  const student = people.get("student")!.id;
  const half: Topic[] = ["payments", "exceptions", "users"];
  const listeners = await Promise.all(roles.flatMap((role) => [listen(role, topics), listen(role, half)]));
  for (const topic of topics) {
    await addEvent(pool, { topic, id: `${topic} of another`, audience: [newId("usr")] });
    await addEvent(pool, { topic, id: `${topic} of this student`, audience: [student] });
  }
  // Heard by all: whoever has it has had everything before it.
  await addEvent(pool, { topic: "payments", id: "the last", audience: [student] });
  for (const { role, asked, until } of listeners) {
    const own = asked.map((topic) => `${topic} of this student`);
    const others = role === "student" ? [] : asked.map((topic) => `${topic} of another`);
    expect([role, (await until("the last")).sort()]).toEqual([role, [...own, ...others, "the last"].sort()]);
  }
});

const addedHere = / of another$| of this student$|^the last$/;

/** A stream that is live, and all that it has heard until it hears of this. */
async function listen(role: Role, asked: readonly Topic[]) {
  const leave = new AbortController();
  const answer = await fetch(`${app.origin}/events?topics=${asked.join()}`, {
    headers: { cookie: people.get(role)!.cookie },
    signal: leave.signal,
  });
  expect([role, answer.status]).toEqual([role, 200]);
  const messages = messagesOf(answer.body!);
  let first = await messages.next();
  while (!first.done && !first.value.id) first = await messages.next();
  const until = async (last: string) => {
    const heard: string[] = [];
    while (!heard.includes(last)) {
      const { value, done } = await messages.next();
      if (done) throw new Error(`${role} heard no more than ${heard}`);
      // What another test set off (a file that was fetched is an event too) is none of these.
      if (value.event === "batch") heard.push(...subjectIds(value).filter((id) => addedHere.test(id)));
    }
    leave.abort();
    return heard;
  };
  return { role, asked, until };
}
