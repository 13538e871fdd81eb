import { expect, test } from "vitest";
import { newId } from "#app/lib/ids.ts";
import { loader as frame } from "#app/routes/admin/route.tsx";
import { loader as overview } from "#app/routes/admin._index/route.tsx";
import { loader as exceptions } from "#app/routes/admin.exceptions._index/route.tsx";
import {
  loader as exceptionPage,
  action as resolve,
} from "#app/routes/admin.exceptions.$exceptionId._index/route.tsx";
import { action as repair } from "#app/routes/admin.exceptions.$exceptionId.repairs.ts";
import { loader as payments } from "#app/routes/admin.payments._index/route.tsx";
import { loader as paymentPage } from "#app/routes/admin.payments.$paymentId._index/route.tsx";
import { action as verify } from "#app/routes/admin.payments.$paymentId.verifications/route.tsx";
import { loader as webhooks } from "#app/routes/admin.webhooks._index/route.tsx";
import {
  action as dryRun,
  loader as webhookPage,
} from "#app/routes/admin.webhooks.$webhookId._index/route.tsx";
import { action as replay } from "#app/routes/admin.webhooks.$webhookId.replays.ts";
import type { Role } from "#db/schema.ts";
import { useDatabase } from "#tests/support/database.ts";
import { holdSingleton } from "#tests/support/hold-singleton.ts";
import { responseOf, routeArgs, signedIn } from "#tests/support/sign-in.ts";

const { db } = useDatabase();
holdSingleton("gateways", new Map());

type Handler = (args: ReturnType<typeof routeArgs>) => Promise<unknown>;
const params = { paymentId: newId("pay"), webhookId: newId("whk"), exceptionId: newId("exc") };
const pages: Array<[string, Handler]> = [
  ["/admin", frame as Handler],
  ["/admin", overview as Handler],
  ["/admin/payments", payments as Handler],
  [`/admin/payments/${params.paymentId}`, paymentPage as Handler],
  ["/admin/webhooks", webhooks as Handler],
  [`/admin/webhooks/${params.webhookId}`, webhookPage as Handler],
  ["/admin/exceptions", exceptions as Handler],
  [`/admin/exceptions/${params.exceptionId}`, exceptionPage as Handler],
];
const acts: Array<[string, Handler, Role[]]> = [
  [`/admin/payments/${params.paymentId}/verifications`, verify, ["registrar", "auditor"]],
  [`/admin/webhooks/${params.webhookId}?index`, dryRun as Handler, ["registrar", "support", "auditor"]],
  [`/admin/webhooks/${params.webhookId}/replays`, replay, ["registrar", "support", "auditor"]],
  [`/admin/exceptions/${params.exceptionId}?index`, resolve, ["support", "auditor"]],
  [`/admin/exceptions/${params.exceptionId}/repairs`, repair, ["support", "auditor"]],
];

test.each(pages)("%s sends the signed-out to sign in and back", async (path, load) => {
  const answer = await responseOf(load(routeArgs(path, { params })));
  expect(answer.status).toBe(302);
  expect(answer.headers.get("location")).toBe(`/login?redirectTo=${encodeURIComponent(path)}`);
});

test.each(pages)("%s is not for students", async (path, load) => {
  const { cookie } = await signedIn(db, "student");
  const answer = await responseOf(load(routeArgs(path, { params, cookie })));
  expect(answer.status).toBe(403);
  expect((await answer.json()) as object).toMatchObject({ message: expect.stringContaining("student") });
});

test.each(acts)("POST %s asks for its own permission", async (path, act, refused) => {
  const form = { decision: "resolve", reason: "because", version: "1" };
  for (const role of ["student" as Role, ...refused]) {
    const { cookie } = await signedIn(db, role);
    const answer = await responseOf(act(routeArgs(path, { params, cookie, form })));
    expect([role, answer.status]).toEqual([role, 403]);
  }
  const { cookie } = await signedIn(db, "admin");
  // Permitted, and there is no such row.
  expect((await responseOf(act(routeArgs(path, { params, cookie, form })))).status).toBe(404);
});

test("what is not an id, or nobody's, is not found", async () => {
  const { cookie } = await signedIn(db, "auditor");
  for (const [path, load] of pages.filter(([path]) => path.split("/").length === 4)) {
    expect((await responseOf(load(routeArgs(path, { params, cookie })))).status).toBe(404);
    const odd = { paymentId: "1", webhookId: "' or 1=1", exceptionId: "../x" };
    expect((await responseOf(load(routeArgs(path, { params: odd, cookie })))).status).toBe(404);
  }
});
