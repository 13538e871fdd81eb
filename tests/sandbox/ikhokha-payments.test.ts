import { describe, expect, test } from "vitest";
import { signIkhokha } from "#scripts/sandbox/ikhokha/sign-message.ts";
import { keys, useSchool } from "./school.ts";

const school = useSchool();
const received = () => school.merchant().received;

async function newLink() {
  return (await school.ikhokha("POST", "/payment", school.paylink())).body;
}
async function pay(paylinkId: string, choice: object = {}) {
  const answer = await school.call("POST", "/_sandbox/pay", { paylinkId, ...choice });
  await school.idle();
  return answer;
}
const statusOf = async (id: string) => (await school.ikhokha("GET", `/getStatus/${id}`)).body;

describe("a pay link from the hosted page to the merchant", () => {
  test("paid: a thin webhook signed over the callback's path, PAID on asking", async () => {
    const link = await newLink();
    const answer = await pay(link.paylinkID);
    expect(answer.body.redirectUrl).toBe(`${school.merchant().origin}/success`);
    const [webhook] = received();
    expect(webhook!.body).toEqual({
      paylinkID: link.paylinkID,
      status: "SUCCESS",
      externalTransactionID: link.externalTransactionID,
      responseCode: "00",
    });
    expect(webhook!.headers["ik-appid"]).toBe(keys.IKHOKHA_APP_ID);
    expect(webhook!.headers["ik-sign"]).toBe(
      signIkhokha("/hooks/ikhokha", webhook!.raw, keys.IKHOKHA_APP_SECRET!),
    );
    expect(await statusOf(link.paylinkID)).toEqual({
      paylinkID: link.paylinkID,
      status: "PAID",
      createdAt: expect.stringMatching(/Z$/),
      amount: 90_000,
      description: "Data Analysis",
    });
  });

  test("a failure leaves the link open: FAILURE, then SUCCESS, then never again", async () => {
    const { paylinkID } = await newLink();
    const failed = await pay(paylinkID, { outcome: "insufficient_funds" });
    expect(failed.body.redirectUrl).toBe(`${school.merchant().origin}/failure`);
    expect((await statusOf(paylinkID)).status).toBe("FAILURE");
    await pay(paylinkID);
    expect(received().map((each) => [each.body.status, each.body.responseCode])).toEqual([
      ["FAILURE", "51"],
      ["SUCCESS", "00"],
    ]);
    expect((await pay(paylinkID)).status).toBe(409);
  });

  test("left pending it says so; cancelled it changes nothing", async () => {
    const { paylinkID } = await newLink();
    expect((await pay(paylinkID, { outcome: "cancel" })).body.redirectUrl).toMatch(/\/cancel$/);
    expect((await statusOf(paylinkID)).status).toBe("CREATED");
    await pay(paylinkID, { outcome: "pending" });
    expect((await statusOf(paylinkID)).status).toBe("PENDING");
    expect(received()).toEqual([]);
    await school.call("POST", "/_sandbox/settle", { paylinkId: paylinkID });
    expect((await statusOf(paylinkID)).status).toBe("PAID");
  });

  test("another amount shows on asking only", async () => {
    const { paylinkID } = await newLink();
    await pay(paylinkID, { delivery: "other_amount" });
    expect(received()[0]!.body.status).toBe("SUCCESS");
    expect((await statusOf(paylinkID)).amount).toBe(81_000);
  });

  test("another order's reference is rightly signed", async () => {
    const other = await newLink();
    const { paylinkID } = await newLink();
    await pay(paylinkID, { delivery: "other_reference" });
    const [webhook] = received();
    expect(webhook!.body).toMatchObject({
      paylinkID,
      externalTransactionID: other.externalTransactionID,
    });
    expect(webhook!.headers["ik-sign"]).toBe(
      signIkhokha("/hooks/ikhokha", webhook!.raw, keys.IKHOKHA_APP_SECRET!),
    );
  });

  test("the unsigned field text can ride along", async () => {
    const { paylinkID } = await newLink();
    await pay(paylinkID, { withText: true });
    const { text, ...thin } = received()[0]!.body;
    expect(text).toBeTypeOf("string");
    expect(received()[0]!.headers["ik-sign"]).toBe(
      signIkhokha("/hooks/ikhokha", JSON.stringify(thin), keys.IKHOKHA_APP_SECRET!),
    );
  });

  test("out of order, the failure before the success comes after it", async () => {
    const { paylinkID } = await newLink();
    await pay(paylinkID, { delivery: "out_of_order" });
    expect(received().map((each) => each.body.status)).toEqual(["SUCCESS", "FAILURE"]);
  });
});
