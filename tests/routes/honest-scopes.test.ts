import type { LoaderFunctionArgs } from "@remix-run/node";
import { beforeAll, expect, test } from "vitest";
import { can } from "#app/auth/permissions.ts";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import type { Gateways } from "#app/gateways/registry.server.ts";
import { newId } from "#app/lib/ids.ts";
import { singleton } from "#app/lib/singleton.server.ts";
import { type Role, roles } from "#db/schema.ts";
import { seedDemo } from "#db/seeds/demo.server.ts";
import { useDatabase } from "#tests/support/database.ts";
import { routeArgs, signedIn } from "#tests/support/sign-in.ts";
import { type AppRoute, everyRoute } from "#tests/support/whole-app.ts";

/** Answers are kept for whoever a route says they are for: two people who share one must get the same from its loader. */

const { db } = useDatabase();
singleton("gateways", (): Gateways => new Map());

interface Person {
  id: string;
  role: Role;
  cookie: string;
}
const people: Person[] = [];
const ids: Record<string, string[]> = {};
let kept: AppRoute[];

const handleOf = (route: AppRoute) => route.module.handle as RouteHandle;

beforeAll(async () => {
  await seedDemo(db);
  for (const role of roles)
    for (const name of ["Mona", "عمر"]) people.push({ role, ...(await person(role, name)) });
  ids.paymentId = await idsOf("payments");
  ids.courseId = await idsOf("courses");
  ids.enrollmentId = await idsOf("enrollments");
  ids.webhookId = await idsOf("payment_webhooks");
  ids.exceptionId = await idsOf("exceptions");
  ids.mailId = await idsOf("mails");
  // Somebody's own page above all: what it offers may depend on who looks.
  ids.userId = [people[0]!.id, ...(await idsOf("users"))];
  kept = (await everyRoute()).filter((route) => handleOf(route)?.topics?.length);
}, 120_000);

/** Somebody with something of their own wherever a person can have it. */
async function person(role: Role, name: string) {
  const one = await signedIn(db, role, name);
  if (role === "student") return one;
  const own = { id: newId("vew"), owner_id: one.id, list: "payments" as const };
  await db
    .insertInto("saved_views")
    .values({ ...own, name: `of ${one.id}`, query: "" })
    .execute();
  const student = await db.selectFrom("users").select("id").where("role", "=", "student").executeTakeFirst();
  const about = { student_id: student!.id, subject: "A question", origin: "staff" as const };
  await db
    .insertInto("support_cases")
    .values({ id: newId("cas"), ...about, assignee_id: one.id })
    .execute();
  return one;
}

async function idsOf(
  table: "payments" | "courses" | "enrollments" | "payment_webhooks" | "exceptions" | "mails" | "users",
) {
  const rows = await db.selectFrom(table).select("id").orderBy("id").limit(2).execute();
  return rows.map((row) => row.id);
}

test("a loader answers the same to all whom its declared scope lets share an answer", {
  timeout: 120_000,
}, async () => {
  const differing: string[] = [];
  let compared = 0;
  for (const route of kept) {
    const { scope = "user", access } = handleOf(route);
    if (scope === "user") continue;
    const readers = people.filter(({ role }) => access.read === "anyone" || can(role, access.read as never));
    const groups =
      scope === "everyone" ? [readers] : roles.map((role) => readers.filter((one) => one.role === role));
    for (const path of addressesOf(route))
      for (const [first, ...others] of groups) {
        if (!first) continue;
        const [before, again] = [await answerOf(route, path, first), await answerOf(route, path, first)];
        for (const other of others) {
          compared += before.includes("outcome: thrown") ? 0 : 1;
          const theirs = await answerOf(route, path, other);
          if (sameBut(before, again, theirs)) continue;
          differing.push(
            `${route.id} (${scope}) answers two of ${first.role} differently at ${path.address}`,
          );
        }
      }
  }
  expect(differing).toEqual([]);
  expect(compared).toBeGreaterThan(60);
});

test("a personal list is told apart: what two people have of their own is not the same", async () => {
  const cases = kept.find(({ id }) => id === "routes/admin.cases._index")!;
  const mine = { address: "/admin/cases?who=mine", params: {} };
  const [mona, omar] = people.filter(({ role }) => role === "support") as [Person, Person];
  const [before, again] = [await answerOf(cases, mine, mona), await answerOf(cases, mine, mona)];
  expect(sameBut(before, again, await answerOf(cases, mine, omar))).toBe(false);
});

test("a loader that says it answers the same at every address does", async () => {
  const careless: string[] = [];
  for (const route of kept.filter((one) => handleOf(one).ignoresAddress)) {
    const [here, there] = [
      await answerOf(route, { address: "/", params: {} }, people[0]!),
      await answerOf(route, { address: "/admin/payments?status=failed&cursor=1", params: {} }, people[0]!),
    ];
    if (here !== there) careless.push(route.id);
  }
  expect(careless).toEqual([]);
});

interface Asked {
  address: string;
  params: Record<string, string>;
}

/** The route with every id that is there for its parameter; how a list is asked is the list's own matter. */
function addressesOf(route: AppRoute): Asked[] {
  const name = /\$(\w+)/.exec(route.id)?.[1];
  const path = `/${route.id
    .replace(/^routes\//, "")
    .replace(/\._index$|\/route$/g, "")
    .replaceAll(".", "/")}`;
  if (!name) return [{ address: path, params: {} }];
  return (ids[name] ?? []).map((id) => ({ address: path.replace(`$${name}`, id), params: { [name]: id } }));
}

/** All that a loader answers, late parts too, as lines. */
async function answerOf(route: AppRoute, { address, params }: Asked, { cookie }: Person): Promise<string> {
  const loader = route.module.loader as (args: LoaderFunctionArgs) => Promise<unknown>;
  try {
    const answer = await loader(routeArgs(address, { cookie, params }) as unknown as LoaderFunctionArgs);
    return JSON.stringify(await whole(answer), null, 1);
  } catch (thrown) {
    if (thrown instanceof Response) return `outcome: thrown ${thrown.status}`;
    throw thrown;
  }
}

async function whole(value: unknown): Promise<unknown> {
  const settled = await value;
  if (settled === null || typeof settled !== "object" || settled instanceof Date) return settled;
  if (Array.isArray(settled)) return Promise.all(settled.map(whole));
  const entries = Object.entries(settled).map(async ([name, part]) => [name, await whole(part)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

/** The same, line by line, but for what is another each time one person asks: the moment of asking. */
function sameBut(before: string, again: string, theirs: string): boolean {
  const [first, second, other] = [before, again, theirs].map((text) => text.split("\n"));
  return (
    first!.length === other!.length && first!.every((line, at) => line === other![at] || line !== second![at])
  );
}
