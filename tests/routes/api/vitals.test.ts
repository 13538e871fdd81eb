import { beforeEach, expect, test } from "vitest";
import { takeTallies } from "#app/features/performance/record.server.ts";
import { action, loader } from "#app/routes/api.vitals.ts";
import { origin, routeArgs } from "#tests/support/sign-in.ts";

beforeEach(() => void takeTallies());

const send = (body: string) =>
  action({
    ...routeArgs("/api/vitals"),
    request: new Request(`${origin}/api/vitals`, { method: "POST", body }),
  } as Parameters<typeof action>[0]);

test("what a browser measured is counted by page and metric", async () => {
  const values = [
    { metric: "LCP", value: 812.4 },
    { metric: "CLS", value: 0.05 },
  ];
  const answer = await send(JSON.stringify({ route: "routes/admin.payments._index", values }));
  expect(answer.status).toBe(204);
  expect(takeTallies().map(({ name, route, total }) => [name, route, total])).toEqual([
    ["LCP", "routes/admin.payments._index", 812.4],
    ["CLS", "routes/admin.payments._index", 50],
  ]);
});

test.each([
  ["no JSON", "LCP=1"],
  ["a metric nobody knows", JSON.stringify({ route: "root", values: [{ metric: "name", value: 1 }] })],
  [
    "a route with somebody's address",
    JSON.stringify({ route: "a@example.com", values: [{ metric: "LCP", value: 1 }] }),
  ],
  ["a number beyond sense", JSON.stringify({ route: "root", values: [{ metric: "LCP", value: 1e12 }] })],
])("%s is refused and counts nothing", async (_, body) => {
  expect((await send(body)).status).toBe(400);
  expect(takeTallies()).toEqual([]);
});

test("too much is refused, and there is nothing to see", async () => {
  expect((await send("x".repeat(5_000))).status).toBe(413);
  expect(loader().status).toBe(405);
});
