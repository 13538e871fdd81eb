import { beforeEach, expect, test } from "vitest";
import { resultToken } from "#app/features/checkout/result-link.server.ts";
import { applyEvidence } from "#app/features/payments/apply-evidence.server.ts";
import { findStudentPayment } from "#app/features/payments/find-student-payment.server.ts";
import { loader } from "#app/routes/api.payments.$paymentId.status.ts";
import type { Role } from "#db/schema.ts";
import { builders, evidence } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { holdSingleton } from "#tests/support/hold-singleton.ts";
import { fact, ScriptedGateway } from "#tests/support/scripted-gateway.ts";
import { routeArgs, signedIn } from "#tests/support/sign-in.ts";

const { db } = useDatabase();
const build = builders(db);
const paymob = new ScriptedGateway("paymob");
holdSingleton("gateways", new Map([["paymob", paymob]]));
beforeEach(() => {
  paymob.answer = async () => ({ outcome: "nothing" });
});

function look(
  id: string,
  options: { cookie?: string; token?: string; bearer?: string; ifNoneMatch?: string } = {},
) {
  const query = options.token ? `?token=${options.token}` : "";
  const args = routeArgs(`/api/payments/${id}/status${query}`, {
    cookie: options.cookie,
    params: { paymentId: id },
  });
  if (options.bearer) args.request.headers.set("authorization", `Bearer ${options.bearer}`);
  if (options.ifNoneMatch) args.request.headers.set("if-none-match", options.ifNoneMatch);
  return loader(args);
}
async function owned() {
  const owner = await signedIn(db);
  return { owner, payment: await build.payment({ studentId: owner.id }) };
}
async function pay(payment: Awaited<ReturnType<typeof build.payment>>) {
  await applyEvidence(db, {
    paymentId: payment.id,
    actor: { type: "gateway", id: "paymob" },
    evidence: [
      evidence({
        kind: "succeeded",
        attempt_id: payment.attempt.id,
        transaction_ref: "1",
        amount_minor: 45_000,
        currency: "EGP",
        gateway_at: "2026-03-01T10:00:00Z",
      }),
    ],
  });
}

test("its owner, staff and the bearer of its link read it; nobody else learns that it exists", async () => {
  const { owner, payment } = await owned();
  await pay(payment);
  const stranger = await signedIn(db);
  const other = await build.payment();
  const status = async (options: Parameters<typeof look>[1]) => (await look(payment.id, options)).status;
  expect(await status({ cookie: owner.cookie })).toBe(200);
  for (const role of ["owner", "admin", "finance", "registrar", "support", "auditor"] satisfies Role[])
    expect(await status({ cookie: (await signedIn(db, role)).cookie }), role).toBe(200);
  expect(await status({ token: resultToken(payment.id) })).toBe(200);
  expect(await status({ token: resultToken(payment.id), cookie: stranger.cookie })).toBe(200);
  expect(await status({ bearer: resultToken(payment.id) })).toBe(200);
  expect(await status({ bearer: resultToken(other.id) })).toBe(404);
  expect(await status({ cookie: stranger.cookie })).toBe(404);
  expect(await status({ token: resultToken(other.id) })).toBe(404);
  expect(await status({ token: `${resultToken(payment.id).slice(0, -1)}x` })).toBe(404);
  expect(await status({})).toBe(401);
  expect((await look("pay_none", { cookie: owner.cookie })).status).toBe(404);
  expect((await look("pay_none")).status).toBe(401);
  // A stranger's answer is the same whether the payment exists or not.
  const [real, none] = [
    await look(payment.id, { cookie: stranger.cookie }),
    await look("pay_none", { cookie: stranger.cookie }),
  ];
  expect(await real.text()).toBe(await none.text());
});

test("it says exactly what it should, and nothing more", async () => {
  const { owner, payment } = await owned();
  await pay(payment);
  const answer = await look(payment.id, { cookie: owner.cookie });
  expect(answer.headers.get("content-type")).toContain("application/json");
  expect(answer.headers.get("cache-control")).toBe("private, no-cache");
  const body = (await answer.json()) as Record<string, unknown>;
  expect(body).toEqual({
    id: payment.id,
    status: "succeeded",
    amount: { minor: 45_000, currency: "EGP" },
    failureReason: null,
    completedAt: "2026-03-01T10:00:00.000Z",
    enrollment: { status: "active" },
    version: 3,
    updatedAt: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/),
  });
  expect(Object.keys(body)).toEqual([
    "id",
    "status",
    "amount",
    "failureReason",
    "completedAt",
    "enrollment",
    "version",
    "updatedAt",
  ]);
});

test("unchanged it answers 304 with no body; a change brings another tag", async () => {
  const { owner, payment } = await owned();
  const first = await look(payment.id, { cookie: owner.cookie });
  const tag = first.headers.get("etag")!;
  for (const given of [tag, `W/${tag}`, `"old", ${tag}`]) {
    const again = await look(payment.id, { cookie: owner.cookie, ifNoneMatch: given });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe("");
  }
  await pay(payment);
  const changed = await look(payment.id, { cookie: owner.cookie, ifNoneMatch: tag });
  expect(changed.status).toBe(200);
  expect(changed.headers.get("etag")).not.toBe(tag);
});

test("looking at an open payment heals it, and looking again asks nobody", async () => {
  const { owner, payment } = await owned();
  const asked = paymob.inquiries.length;
  paymob.answer = async () => ({
    outcome: "answered",
    facts: [fact({ state: "succeeded", orderRef: payment.attempt.orderRef })],
  });
  const looks = await Promise.all(
    Array.from({ length: 20 }, () => look(payment.id, { cookie: owner.cookie })),
  );
  for (const answer of looks)
    expect(await answer.json()).toMatchObject({ status: "succeeded", enrollment: { status: "active" } });
  await look(payment.id, { cookie: owner.cookie });
  expect(paymob.inquiries.length).toBe(asked + 1);
});

test("who may not see a payment cannot make us ask about it", async () => {
  const { payment } = await owned();
  const asked = paymob.inquiries.length;
  await look(payment.id);
  await look(payment.id, { cookie: (await signedIn(db)).cookie });
  await look(payment.id, { token: "0".repeat(32) });
  expect(paymob.inquiries.length).toBe(asked);
});

test("a gateway that does not answer leaves an honest 'still open'", async () => {
  const { owner, payment } = await owned();
  paymob.answer = async () => ({ outcome: "unknown", code: "unavailable", reason: "time-out" });
  expect(await (await look(payment.id, { cookie: owner.cookie })).json()).toMatchObject({
    status: "redirected",
    enrollment: null,
  });
});

test("why it failed is told in the gateway's words, and never in those staff wrote for the office", async () => {
  const { owner, payment } = await owned();
  const told = async () => {
    const answer = await look(payment.id, { cookie: owner.cookie });
    const shown = await findStudentPayment(db, payment.id);
    return [((await answer.json()) as { failureReason: string | null }).failureReason, shown?.failureReason];
  };
  const add = (row: Parameters<typeof evidence>[0], actor: { type: "gateway" | "staff"; id: string }) =>
    applyEvidence(db, { paymentId: payment.id, evidence: [evidence(row)], actor });
  const failed = { kind: "failed", attempt_id: payment.attempt.id, transaction_ref: "1" } as const;
  await add({ ...failed, code: "insufficient_funds", reason: "51: NSF" }, { type: "gateway", id: "paymob" });
  expect(await told()).toEqual(["51: NSF", "51: NSF"]);
  const staff = await build.user({ role: "finance" });
  await add(
    {
      kind: "override",
      source: "staff",
      code: "failed",
      reason: "looks like a stolen card",
      actor_id: staff.id,
    },
    { type: "staff", id: staff.id },
  );
  expect(await told()).toEqual([null, null]);
});
