import { afterAll, beforeAll, expect, test } from "vitest";
import { eventAudience } from "#app/auth/event-audience.server.ts";
import { can, isStaff, type Permission, topicPermissions } from "#app/auth/permissions.ts";
import type { Admission, RouteHandle } from "#app/auth/route-handle.ts";
import type { OutboxEvent } from "#app/features/outbox/read-events.server.ts";
import { newId } from "#app/lib/ids.ts";
import { placesFor } from "#app/routes/admin/places.ts";
import { type Role, roles, topics } from "#db/schema.ts";
import { useDatabase } from "#tests/support/database.ts";
import { holdSingleton } from "#tests/support/hold-singleton.ts";
import { signedIn } from "#tests/support/sign-in.ts";
import type { TestServer } from "#tests/support/web-server.ts";
import { type AppRoute, everyRoute, lineOf, serveEveryRoute } from "#tests/support/whole-app.ts";

/** Every route and every action, asked by every role and by nobody: the running app does what the route declares. */

const { db } = useDatabase();
holdSingleton("gateways", new Map());

type Viewer = Role | "nobody";
type Answer = "let in" | "sent on" | "sign in" | "forbidden" | `broken ${number}`;
const viewers: Viewer[] = [...roles, "nobody"];

let routes: AppRoute[];
let app: TestServer;
const cookies = new Map<Viewer, string>();

beforeAll(async () => {
  routes = await everyRoute();
  app = await serveEveryRoute(routes);
  for (const role of roles) cookies.set(role, (await signedIn(db, role)).cookie);
}, 120_000);
afterAll(() => app.server.closeAllConnections());
afterAll(() => new Promise((closed) => app.server.close(closed)));

const handleOf = (route: AppRoute) => route.module.handle as RouteHandle | undefined;

test("every route declares who may read and who may write, for what it has and nothing else", () => {
  expect(routes.length).toBeGreaterThan(30);
  const wrong = routes.flatMap((route) => {
    const access = handleOf(route)?.access;
    if (!access) return [`${route.id} declares no access`];
    const says = (name: "read" | "write", exported: string) =>
      (access[name] !== undefined) === exported in route.module
        ? []
        : [`${route.id}: ${exported} and access.${name} do not agree`];
    return [...says("read", "loader"), ...says("write", "action")];
  });
  expect(wrong).toEqual([]);
});

test("reading: each route lets in whom it declares", { timeout: 120_000 }, async () => {
  const wrong: string[] = [];
  const tryAs = async (route: AppRoute, viewer: Viewer) => {
    const answer = await ask(route, "GET", cookies.get(viewer));
    // Where it sends its visitor on, the page there asks for itself.
    const asked = answer === "sent on" ? own(route, "read") : needed(route, "read");
    const expected = judge(viewer, asked);
    if (expected !== null && passed(answer) !== expected)
      wrong.push(`GET ${addressOf(route)} as ${viewer}: ${answer}, declared ${expected}`);
  };
  for (const route of pages()) await Promise.all(viewers.map((viewer) => tryAs(route, viewer)));
  expect(wrong).toEqual([]);
});

test("writing: each action lets in whom it declares", { timeout: 120_000 }, async () => {
  const wrong: string[] = [];
  const tryAs = async (route: AppRoute, viewer: Viewer) => {
    const expected = judge(viewer, [handleOf(route)!.access.write!]);
    // An action may end the session that it is asked with.
    const cookie = viewer === "nobody" ? undefined : (await signedIn(db, viewer)).cookie;
    const answer = await ask(route, "POST", cookie);
    if (expected !== null && passed(answer) !== expected)
      wrong.push(`POST ${addressOf(route)} as ${viewer}: ${answer}, declared ${expected}`);
  };
  for (const route of pages().filter((one) => "action" in one.module))
    await Promise.all(viewers.map((viewer) => tryAs(route, viewer)));
  expect(wrong).toEqual([]);
});

test("events: staff hear the topics they may load, students what names them, and nobody more", () => {
  const event = (topic: OutboxEvent["topic"], audience: string[]) => ({ topic, audience }) as OutboxEvent;
  for (const role of roles)
    for (const topic of topics) {
      const { sees } = eventAudience({ id: "usr_1", role }, topics);
      const others = isStaff(role) && can(role, topicPermissions[topic]);
      expect([role, topic, sees(event(topic, ["usr_2"]))]).toEqual([role, topic, others]);
      const own = others || role === "student";
      expect([role, topic, sees(event(topic, ["usr_1"]))]).toEqual([role, topic, own]);
    }
});

test("menus: each place asks for what its page asks for, and leads somewhere", () => {
  const everything = placesFor("owner");
  for (const place of everything) {
    const route = pages().find((one) => addressOf(one) === place.to);
    expect(route, `${place.to} is a page`).toBeDefined();
    expect([place.to, handleOf(route!)!.access.read]).toEqual([place.to, place.permission]);
  }
  for (const role of roles)
    expect(placesFor(role)).toEqual(everything.filter((place) => can(role, place.permission)));
});

const passed = (answer: Answer) => (answer === "sent on" ? "let in" : answer);
const own = (route: AppRoute, name: "read" | "write"): Admission[] =>
  [handleOf(route)?.access[name]].filter((one) => one !== undefined);

/** Routes that an address leads to: not the frames around them. */
function pages(): AppRoute[] {
  const parents = new Set(routes.map((route) => route.parentId ?? "root"));
  return routes.filter((route) => !parents.has(route.id));
}

/** Who a request has to be to pass this route and, if it is a page, all that it is drawn in. */
function needed(route: AppRoute, name: "read" | "write"): Admission[] {
  const asked = "default" in route.module ? lineOf(route, routes) : [route];
  return asked.flatMap((one) => handleOf(one)?.access[name] ?? []);
}

/** Null where the route asks for something else than a session. */
function judge(viewer: Viewer, asked: Admission[]): Answer | null {
  if (asked.includes("credential")) return null;
  const people = asked.filter((one) => one !== "anyone");
  if (viewer === "nobody") return people.length > 0 ? "sign in" : "let in";
  const permissions = people.filter((one): one is Permission => one !== "signed_in");
  return permissions.every((permission) => can(viewer, permission)) ? "let in" : "forbidden";
}

async function ask(route: AppRoute, method: "GET" | "POST", cookie: string | undefined): Promise<Answer> {
  const asking = new AbortController();
  const address = addressOf(route) + (method === "POST" && route.index ? "?index" : "");
  const answer = await fetch(app.origin + address, {
    method,
    redirect: "manual",
    signal: asking.signal,
    headers: cookie ? { cookie } : {},
    body: method === "POST" ? new URLSearchParams({ nothing: "" }) : undefined,
  });
  asking.abort();
  const { status } = answer;
  const toSignIn = status < 400 && /^\/login\b/.test(answer.headers.get("location") ?? "");
  if (toSignIn || status === 401) return "sign in";
  if (status === 403) return "forbidden";
  if (status >= 300 && status < 400) return "sent on";
  // 503: nobody works here, and readyz says so.
  return status >= 500 && status !== 503 ? `broken ${status}` : "let in";
}

const prefixes: Record<string, Parameters<typeof newId>[0]> = {
  courseId: "crs",
  paymentId: "pay",
  webhookId: "whk",
  exceptionId: "exc",
  userId: "usr",
  enrollmentId: "enr",
};

/** The route's address, with an id that nothing has for each parameter. */
function addressOf(route: AppRoute): string {
  const path = lineOf(route, routes)
    .map((one) => one.path ?? "")
    .filter(Boolean)
    .join("/");
  const filled = path
    .split("/")
    .filter((part) => !part.endsWith("?"))
    .map((part) => (part.startsWith(":") ? sample(part.slice(1)) : part === "*" ? "nowhere" : part));
  return `/${filled.join("/")}`;
}

const samples = new Map<string, string>();
function sample(name: string): string {
  const prefix = prefixes[name] ?? (name.replace(/Id$/, "").slice(0, 3) as never);
  if (!samples.has(name)) samples.set(name, newId(prefix));
  return samples.get(name)!;
}
