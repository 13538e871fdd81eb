import { expect, test } from "vitest";
import { sign } from "#app/gateways/ikhokha/signature.server.ts";
import { type PeerAnswer, startPeer } from "#tests/gateways/fake-peer.ts";
import { sample } from "#tests/gateways/fixtures.ts";
import { ikhokha, ikhokhaKeys } from "#tests/gateways/test-accounts.ts";

const paid = sample("ikhokha-status-paid").body;
const attemptId = "att_1";
const link = { attemptId, orderRef: "2zh1zj6y8xpb0g3", transactionRef: null };
const unknownLink = { attemptId, orderRef: null, transactionRef: null };
const signatureOf = (path: string) => sign(path, "", ikhokhaKeys.IKHOKHA_APP_SECRET).toString("hex");

async function inquireAnswered(answer: PeerAnswer, refs: typeof link | typeof unknownLink = link) {
  await using peer = await startPeer(() => answer);
  const reply = await ikhokha({ IKHOKHA_BASE_URL: `${peer.url}/public-api/v1/api` }).inquire(refs);
  return { reply, requests: peer.requests };
}

test("by the link's id, signed over the path alone", async () => {
  const { reply, requests } = await inquireAnswered({ status: 200, json: paid });
  expect(reply).toMatchObject({
    outcome: "answered",
    facts: [{ state: "succeeded", amount: { minor: 10000, currency: "ZAR" }, orderRef: link.orderRef }],
  });
  const path = "/public-api/v1/api/getStatus/2zh1zj6y8xpb0g3";
  expect(requests).toMatchObject([{ method: "GET", path, headers: { "ik-sign": signatureOf(path) } }]);
  // The vector ikhokha-08, of the same path and secret.
  expect(signatureOf(path)).toHaveLength(64);
});

test("by our reference where creating it was never answered; the query is not signed", async () => {
  const { reply, requests } = await inquireAnswered({ status: 200, json: paid }, unknownLink);
  expect(reply).toMatchObject({ outcome: "answered", facts: [{ orderRef: "2zh1zj6y8xpb0g3" }] });
  const [sent] = requests;
  const path = "/public-api/v1/api/getStatus/external";
  expect(sent!.path).toBe(path);
  expect(sent!.query.get("externalReference")).toBe(attemptId);
  expect(sent!.headers["ik-sign"]).toBe(signatureOf(path));
});

test("by our reference, not found means nothing is known, not that nothing was paid", async () => {
  const { reply } = await inquireAnswered({ status: 404, json: { message: "not found" } }, unknownLink);
  expect(reply).toMatchObject({ outcome: "unknown" });
});

test("an answer about another link is no answer", async () => {
  const other = await inquireAnswered({ status: 200, json: { ...paid, paylinkID: "another" } });
  expect(other.reply).toMatchObject({ outcome: "unknown" });
  const echo = { ...paid, externalTransactionID: "att_2" };
  const reference = await inquireAnswered({ status: 200, json: echo }, unknownLink);
  expect(reference.reply).toMatchObject({ outcome: "unknown" });
});

test.each([
  ["PAID", "succeeded"],
  ["FAILURE", "failed"],
  ["PENDING", "pending"],
  ["CREATED", "pending"],
  ["paid", "unknown"],
  ["SETTLED", "unknown"],
  ["constructor", "unknown"],
])("the status %s is %s", async (status, state) => {
  const { reply } = await inquireAnswered({ status: 200, json: { ...paid, status } });
  expect(reply).toMatchObject({ outcome: "answered", facts: [{ state }] });
  if (state === "unknown") expect(reply).toMatchObject({ facts: [{ reason: status }] });
});

test.each([
  ["no amount", { amount: undefined }],
  ["an amount in rand", { amount: 100.5 }],
  ["an amount as text", { amount: "10000" }],
  ["a negative amount", { amount: -1 }],
])("paid with %s is unknown", async (_what, changes) => {
  const { reply } = await inquireAnswered({ status: 200, json: { ...paid, ...changes } });
  expect(reply).toMatchObject({ outcome: "unknown" });
});

test("history is asked by day, and read wholly or not at all", async () => {
  const answers: [PeerAnswer, object][] = [
    [
      { status: 200, json: [paid] },
      { outcome: "listed", entries: [{ orderRef: "2zh1zj6y8xpb0g3" }] },
    ],
    [{ status: 200, json: { payments: [paid], total: 1 } }, { outcome: "listed" }],
    [
      { status: 200, json: { payments: [] } },
      { outcome: "listed", entries: [] },
    ],
    [{ status: 200, json: [paid, { hello: 1 }] }, { outcome: "unknown" }],
    [{ status: 200, json: { a: [], b: [] } }, { outcome: "unknown" }],
  ];
  for (const [answer, expected] of answers) {
    await using peer = await startPeer(() => answer);
    const gateway = ikhokha({ IKHOKHA_BASE_URL: `${peer.url}/public-api/v1/api` });
    const reply = await gateway.history(new Date("2026-01-01T00:00:00Z"), new Date("2026-01-31T12:00:00Z"));
    expect(reply).toMatchObject(expected);
    const [sent] = peer.requests;
    expect(Object.fromEntries(sent!.query)).toEqual({ startDate: "2026-01-01", endDate: "2026-01-31" });
    expect(sent!.headers["ik-sign"]).toBe(signatureOf("/public-api/v1/api/payments/history"));
  }
});
