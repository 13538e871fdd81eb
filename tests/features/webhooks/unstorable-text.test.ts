import { expect, test } from "vitest";
import { drainInbox } from "#app/features/webhooks/run-inbox.server.ts";
import { createGateways } from "#app/gateways/registry.server.ts";
import { readEnv } from "#app/lib/env.server.ts";
import { newId } from "#app/lib/ids.ts";
import { sandboxEnv } from "#scripts/sandbox/keys.ts";
import { signTransaction } from "#scripts/sandbox/paymob/sign-callback.ts";
import { approvedCallback } from "#scripts/stage/paymob-callback.ts";
import { builders } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";

const { db } = useDatabase();
const build = builders(db);

test("NULs and broken characters in what Paymob does not sign cannot keep the money out", async () => {
  const keys = sandboxEnv("http://127.0.0.1:1");
  const gateways = createGateways(readEnv({ ...process.env, ...keys }));
  const payment = await build.payment();
  const { body } = approvedCallback(Number(payment.attempt.orderRef));
  const callback = JSON.parse(body);
  callback.obj.order.merchant_order_id = "att_\u0000\ud800";
  callback.obj.data.message = "Approved\u0000 \udfff";
  const hmac = signTransaction(callback.obj, keys.PAYMOB_HMAC_SECRET!);
  const raw = Buffer.from(JSON.stringify(callback));
  const url = new URL(`http://127.0.0.1/api/payments/webhook?hmac=${hmac}`);
  const answer = gateways.get("paymob")!.authenticate(raw, new Headers(), url);
  if (answer.verdict !== "authentic") throw new Error("the test's own callback does not verify");
  await db
    .insertInto("payment_webhooks")
    .values({
      id: newId("whk"),
      gateway: "paymob",
      kind: answer.envelope.kind,
      event_key: answer.envelope.eventKey,
      verdict: "accepted",
      status: "received",
      raw_body: raw,
      headers: "{}",
    })
    .execute();
  await drainInbox(db, gateways);
  expect(
    await db.selectFrom("payments").select("status").where("id", "=", payment.id).executeTakeFirst(),
  ).toEqual({
    status: "succeeded",
  });
});
