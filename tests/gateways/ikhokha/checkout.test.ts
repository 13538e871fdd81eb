import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { type PeerAnswer, startPeer } from "#tests/gateways/fake-peer.ts";
import { sample } from "#tests/gateways/fixtures.ts";
import { checkoutRequest, ikhokha, ikhokhaKeys } from "#tests/gateways/test-accounts.ts";

const zar = { minor: 45000, currency: "ZAR" };

async function createAnswered(answer: PeerAnswer, changes: Parameters<typeof checkoutRequest>[0] = {}) {
  await using peer = await startPeer(() => answer);
  const gateway = ikhokha({ IKHOKHA_BASE_URL: `${peer.url}/public-api/v1/api` });
  const reply = await gateway.createCheckout(checkoutRequest({ amount: zar, ...changes }));
  return { reply, requests: peer.requests };
}
const created = (changes: object = {}): PeerAnswer => ({
  status: 200,
  json: {
    ...sample("ikhokha-create-response").body,
    externalTransactionID: checkoutRequest().attemptId,
    ...changes,
  },
});

test("a pay link is created, and signed over the very bytes sent", async () => {
  const { reply, requests } = await createAnswered(created(), { description: `Tea \\ "x" — دورة` });
  expect(reply).toEqual({
    outcome: "redirect",
    url: "https://securepay.ikhokha.red/2zh1zj6y8xpb0g3",
    orderRef: "2zh1zj6y8xpb0g3",
    intentionRef: null,
  });
  const [sent] = requests;
  expect(sent).toMatchObject({ method: "POST", path: "/public-api/v1/api/payment" });
  expect(sent!.headers["ik-appid"]).toBe("IKTESTAPPID");
  // The formula by itself, so that a slip in the adapter's own cannot hide.
  const escaped = `/public-api/v1/api/payment${sent!.text}`.replace(/([\\"'])/g, "\\$1");
  const expected = createHmac("sha256", ikhokhaKeys.IKHOKHA_APP_SECRET).update(escaped).digest("hex");
  expect(sent!.headers["ik-sign"]).toBe(expected);
  expect(sent!.text).toBe(JSON.stringify(sent!.json));
  expect(sent!.text).not.toContain("\\/");
});

test("the request has the official sample's fields, integers as integers", async () => {
  const { requests } = await createAnswered(created());
  const { json } = requests[0]!;
  const official = sample("ikhokha-create-request").body;
  expect(Object.keys(json).sort()).toEqual(Object.keys(official).sort());
  expect(Object.keys(json.urls).sort()).toEqual(Object.keys(official.urls).sort());
  expect(json).toMatchObject({
    entityID: "4",
    amount: 45000,
    currency: "ZAR",
    mode: "live",
    externalTransactionID: checkoutRequest().attemptId,
  });
});

test("an apostrophe leaves as ’, and no control character leaves at all", async () => {
  const { requests } = await createAnswered(created(), { description: "O'Brien's\0 course\n\u2028two" });
  expect(requests[0]!.json.description).toBe("O’Brien’s course two");
  expect(requests[0]!.text).not.toContain("'");
});

test("a URL with characters that sign in two ways is never sent", async () => {
  for (const character of ["&", "'", "<", ">", '"', " "]) {
    const notificationUrl = `https://bursar.example.com/hook?a=1${character}b=2`;
    const { reply, requests } = await createAnswered(created(), { notificationUrl });
    expect(reply).toMatchObject({ outcome: "refused", code: "invalid_request" });
    expect(requests).toHaveLength(0);
  }
});

test.each([
  ["another response code", { responseCode: "05", message: "Not allowed" }, "refused"],
  ["no response code", { responseCode: undefined }, "unknown"],
  ["00 and no link", { paylinkUrl: undefined }, "unknown"],
  ["00 and an empty link", { paylinkUrl: "" }, "unknown"],
  ["a link that is a script", { paylinkUrl: "javascript:alert(1)" }, "unknown"],
  ["no id", { paylinkID: undefined }, "unknown"],
  ["another attempt's reference", { externalTransactionID: "att_other" }, "unknown"],
])("an answer with %s opens nothing", async (_what, changes, outcome) => {
  expect((await createAnswered(created(changes))).reply.outcome).toBe(outcome);
});

test("an answer without our reference in it is ours all the same", async () => {
  const { reply } = await createAnswered(created({ externalTransactionID: undefined }));
  expect(reply.outcome).toBe("redirect");
});
