import { expect, test } from "vitest";
import { runInbox } from "#app/features/webhooks/run-inbox.server.ts";
import type { GatewayEvent, InquiryReply } from "#app/gateways/gateway.ts";
import { deliver, readDelivery } from "#tests/features/webhooks/inbox.ts";
import { builders } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { fact, ScriptedGateway } from "#tests/support/scripted-gateway.ts";

const { db } = useDatabase();
const build = builders(db);

test("a gateway that hangs holds up its own deliveries only, and each ends when it answers", async () => {
  const [paymob, ikhokha] = [new ScriptedGateway("paymob"), new ScriptedGateway("ikhokha")];
  const answered = Promise.withResolvers<void>();
  ikhokha.answer = async (refs): Promise<InquiryReply> => {
    await answered.promise;
    const amount = { minor: 45_000, currency: "ZAR" };
    return {
      outcome: "answered",
      facts: [fact({ state: "succeeded", transactionRef: refs.orderRef!, orderRef: refs.orderRef, amount })],
    };
  };
  const hanging: string[] = [];
  for (let i = 0; i < 6; i += 1) {
    const { attempt } = await build.payment({ gateway: "ikhokha" });
    const says: GatewayEvent = {
      type: "transaction",
      confirm: true,
      fact: fact({
        state: "succeeded",
        transactionRef: attempt.orderRef,
        orderRef: attempt.orderRef,
        amount: null,
      }),
    };
    hanging.push(await deliver(db, says, "ikhokha"));
  }
  const stop = new AbortController();
  const loop = runInbox(
    db,
    new Map([
      ["paymob", paymob],
      ["ikhokha", ikhokha],
    ] as const),
    { lanes: 2, signal: stop.signal },
  );
  await expect.poll(() => ikhokha.inquiries.length, { timeout: 10_000 }).toBe(6);

  const prompt = await deliver(db, { type: "card_token", orderRef: null });
  const statusOf = async (id: string) => (await readDelivery(db, id)).status;
  await expect.poll(() => statusOf(prompt), { timeout: 10_000 }).toBe("processed");
  expect(await Promise.all(hanging.map(statusOf))).toEqual(Array(6).fill("processing"));

  answered.resolve();
  await expect
    .poll(() => Promise.all(hanging.map(statusOf)), { timeout: 10_000 })
    .toEqual(Array(6).fill("processed"));
  stop.abort();
  await loop;
});
