import { beforeEach, expect, test } from "vitest";
import { action, loader } from "#app/routes/courses.$courseId.checkout.ts";
import { builders } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { holdSingleton } from "#tests/support/hold-singleton.ts";
import { ScriptedGateway } from "#tests/support/scripted-gateway.ts";
import { origin, routeArgs, signedIn } from "#tests/support/sign-in.ts";

const { db } = useDatabase();
const build = builders(db);
const paymob = new ScriptedGateway("paymob");
holdSingleton("gateways", new Map([["paymob", paymob]]));
const opens = paymob.checkout;
beforeEach(() => {
  paymob.checkout = opens;
});

async function buy(courseId: string, cookie: string | undefined, form: Record<string, string> = {}) {
  const fields = { gateway: "paymob", idempotencyKey: crypto.randomUUID(), ...form };
  const answer = await action(
    routeArgs(`/courses/${courseId}/checkout`, { cookie, form: fields, params: { courseId } }),
  );
  return { status: answer.status, to: answer.headers.get("location")! };
}

test("Buy leads to the gateway, and twice to the same checkout", async () => {
  const [{ cookie }, course] = [await signedIn(db), await build.course()];
  const first = await buy(course.id, cookie);
  expect(first).toMatchObject({
    status: 303,
    to: expect.stringMatching(/^https:\/\/gateway\.example\/pay\//),
  });
  expect(await buy(course.id, cookie)).toEqual(first);
});

test("whoever is signed out signs in first and comes back", async () => {
  const course = await build.course();
  expect((await buy(course.id, undefined)).to).toBe(
    `/login?redirectTo=${encodeURIComponent(`/courses/${course.id}`)}`,
  );
});

test("what stands in the way is said on the course's page", async () => {
  const { cookie } = await signedIn(db);
  const course = await build.course({ capacity: 1 });
  const problem = async (form: Record<string, string>, id = course.id) =>
    (await buy(id, cookie, form)).to.split("?")[1];
  expect(await problem({ gateway: "stripe" })).toBe("problem=form");
  expect(await problem({ idempotencyKey: "" })).toBe("problem=form");
  expect(await problem({ idempotencyKey: "k".repeat(121) })).toBe("problem=form");
  expect(await problem({ idempotencyKey: "1" })).not.toBe("problem=form");
  expect(await problem({ gateway: "ikhokha" })).toBe("problem=gateway_off");
  expect(await problem({}, "crs_none")).toBe("problem=not_sold");
  expect(await problem({ shownPrice: "44000 EGP" })).toBe("problem=price_changed");
  await db.updateTable("courses").set({ enrolled_count: 1 }).where("id", "=", course.id).execute();
  expect(await problem({})).toBe("problem=full");
});

test("a body that is no form is no server error", async () => {
  const [{ cookie }, course] = [await signedIn(db), await build.course()];
  const args = routeArgs(`/courses/${course.id}/checkout`, { params: { courseId: course.id } });
  const request = new Request(`${origin}/courses/${course.id}/checkout`, {
    method: "POST",
    headers: { cookie, "content-type": "application/json" },
    body: "{}",
  });
  const answer = await action({ ...args, request });
  expect(answer.headers.get("location")).toBe(`/courses/${course.id}?problem=form`);
});

test("a refusal and a silence lead to the payment's own page, with its link's token", async () => {
  const { cookie } = await signedIn(db);
  paymob.checkout = async () => ({ outcome: "refused", code: "declined", message: "no" });
  const result = /^\/courses\/crs_\w+\/payment\/result\?payment=pay_\w+\.[0-9a-f]{32}$/;
  expect((await buy((await build.course()).id, cookie)).to).toMatch(result);
  paymob.checkout = async () => ({ outcome: "unknown", reason: "time-out" });
  expect((await buy((await build.course()).id, cookie)).to).toMatch(result);
});

test("the address itself, reloaded, changes nothing and leads back to the course", async () => {
  const answer = await loader(routeArgs("/courses/crs_x/checkout", { params: { courseId: "crs_x" } }));
  expect(answer.headers.get("location")).toBe("/courses/crs_x");
});
