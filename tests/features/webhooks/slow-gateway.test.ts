import { expect, test } from "vitest";
import { runInbox } from "#app/features/webhooks/run-inbox.server.ts";
import type { GatewayEvent, InquiryReply } from "#app/gateways/gateway.ts";
import { giveWay } from "#app/lib/give-way.server.ts";
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
  for (let i = 0; i < 30; i += 1) {
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
  await expect.poll(() => ikhokha.inquiries.length, { timeout: 10_000 }).toBe(8);

  const prompt = await deliver(db, { type: "card_token", orderRef: null });
  const statusOf = async (id: string) => (await readDelivery(db, id)).status;
  await expect.poll(() => statusOf(prompt), { timeout: 10_000 }).toBe("processed");
  // Mail and the like give way to deliveries, not to waiting for a gateway.
  await giveWay().wait(60_000, stop.signal);
  expect(await Promise.all(hanging.map(statusOf))).not.toContain("processed");

  answered.resolve();
  await expect
    .poll(() => Promise.all(hanging.map(statusOf)), { timeout: 10_000 })
    .toEqual(Array(30).fill("processed"));
  stop.abort();
  await loop;
});
