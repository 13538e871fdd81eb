import { expect, test } from "vitest";
import { newId } from "#app/lib/ids.ts";
import { loader as webhooks } from "#app/routes/admin.webhooks._index/route.tsx";
import {
  action as dryRun,
  loader as webhookPage,
} from "#app/routes/admin.webhooks.$webhookId._index/route.tsx";
import { action as replay } from "#app/routes/admin.webhooks.$webhookId.replays.ts";
import { builders } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { holdSingleton } from "#tests/support/hold-singleton.ts";
import { fact, ScriptedGateway } from "#tests/support/scripted-gateway.ts";
import { responseOf, routeArgs, signedIn } from "#tests/support/sign-in.ts";

const { db } = useDatabase();
const build = builders(db);
holdSingleton("gateways", new Map([["paymob", new ScriptedGateway("paymob")]]));

test("a dry run shows before and after and writes nothing; the replay then does exactly that", async () => {
  const payment = await build.payment();
  const id = await delivery({
    status: "dead",
    fact: fact({ state: "succeeded", transactionRef: "88001", orderRef: payment.attempt.orderRef }),
  });
  const { cookie } = await signedIn(db, "finance");
  const args = (path: string) => routeArgs(path, { cookie, form: {}, params: { webhookId: id } });

  const words = await dryRun(args(`/admin/webhooks/${id}?index`));
  expect(words).toMatchObject({ title: "a replay would change the payment", paymentId: payment.id });
  expect(words.changes).toEqual([
    { what: "Status", before: "At the gateway", after: "Succeeded" },
    { what: "Collected", before: "EGP\u00a00.00", after: "EGP\u00a0450.00" },
    { what: "Seat", before: "None", after: "Asked for; granted if one is free" },
    { what: "Ledger entries", before: "", after: "1 more" },
    { what: "Evidence", before: "", after: "1 more" },
  ]);
  expect(await statusOf(payment.id)).toBe("redirected");
  expect(
    (await db.selectFrom("payment_webhooks").selectAll().where("id", "=", id).executeTakeFirst())?.status,
  ).toBe("dead");

  const answer = await responseOf(replay(args(`/admin/webhooks/${id}/replays`)));
  expect(answer.status).toBe(303);
  expect(answer.headers.get("location")).toBe(`/admin/webhooks/${id}?replayed=processed`);
  expect(await statusOf(payment.id)).toBe("succeeded");
  const again = await dryRun(args(`/admin/webhooks/${id}?index`));
  expect(again).toMatchObject({ title: "a replay would change nothing", changes: [] });
});

test("a wrongly signed delivery can be looked at, not run", async () => {
  const id = await delivery({ status: "rejected", fact: fact({ state: "succeeded" }) });
  const { cookie } = await signedIn(db, "admin");
  const args = (path: string) => routeArgs(path, { cookie, form: {}, params: { webhookId: id } });
  const page = await webhookPage(routeArgs(`/admin/webhooks/${id}`, { cookie, params: { webhookId: id } }));
  expect(page.detail.replayable).toBe(false);
  expect((await dryRun(args(`/admin/webhooks/${id}?index`))).title).toBe("it cannot be replayed");
  const answer = await responseOf(replay(args(`/admin/webhooks/${id}/replays`)));
  expect(answer.headers.get("location")).toContain("replayed=not_replayable");
});

test("the detail shows neither the signature nor whose card it was", async () => {
  const id = await delivery({
    status: "received",
    fact: fact({ state: "succeeded" }),
    email: "mona@example.com",
  });
  const { cookie } = await signedIn(db, "support");
  const { detail, mayReplay } = await webhookPage(
    routeArgs(`/admin/webhooks/${id}`, { cookie, params: { webhookId: id } }),
  );
  expect(mayReplay).toBe(false);
  expect(detail.signatureLength).toBe(14);
  expect(detail.body).toContain('"email": "[masked]"');
  expect(JSON.stringify(detail)).not.toMatch(/mona@|secret-of-hmac|raw_body|event_key/);
});

test("deliveries are found by id, payment and transaction, and filtered by what became of them", async () => {
  const bad = await delivery({ status: "rejected", fact: fact({ state: "succeeded" }) });
  const dead = await delivery({
    status: "dead",
    fact: fact({ state: "succeeded" }),
    transactionRef: "88009",
  });
  const { cookie } = await signedIn(db, "auditor");
  const ids = async (query: string) =>
    (await webhooks(routeArgs(`/admin/webhooks?${query}`, { cookie }))).rows.map((row) => row.id);
  expect(await ids(`q=${dead.slice(0, 28)}`)).toEqual([dead]);
  expect(await ids("q=88009")).toEqual([dead]);
  expect(await ids(`q=${bad}&verdict=bad_signature`)).toEqual([bad]);
  expect(await ids(`q=${bad}&verdict=accepted`)).toEqual([]);
  expect(await ids("status=dead&q=88009")).toEqual([dead]);
  expect(await ids("outcome=applied&q=88009")).toEqual([]);
  expect(await ids("status=nonsense&gateway=ikhokha")).toEqual([]);
});

async function delivery(more: {
  status: "received" | "dead" | "rejected";
  fact: ReturnType<typeof fact>;
  email?: string;
  transactionRef?: string;
}): Promise<string> {
  const id = newId("whk");
  const body = {
    key: id,
    email: more.email,
    event: { type: "transaction", fact: more.fact, confirm: false },
  };
  const bad = more.status === "rejected";
  await db
    .insertInto("payment_webhooks")
    .values({
      id,
      gateway: "paymob",
      kind: "transaction",
      event_key: bad ? null : id,
      verdict: bad ? "bad_signature" : "accepted",
      verdict_reason: bad ? "wrong" : null,
      status: more.status,
      raw_body: Buffer.from(JSON.stringify(body)),
      headers: "{}",
      signature: "secret-of-hmac",
      transaction_ref: more.transactionRef ?? null,
    })
    .execute();
  return id;
}

async function statusOf(paymentId: string) {
  const row = await db
    .selectFrom("payments")
    .select("status")
    .where("id", "=", paymentId)
    .executeTakeFirstOrThrow();
  return row.status;
}
