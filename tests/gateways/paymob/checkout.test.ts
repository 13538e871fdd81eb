import { expect, test } from "vitest";
import { type PeerAnswer, startPeer } from "#tests/gateways/fake-peer.ts";
import { sample } from "#tests/gateways/fixtures.ts";
import { checkoutRequest, paymob } from "#tests/gateways/test-accounts.ts";

const created = (changes: object = {}): PeerAnswer => ({
  status: 201,
  json: { ...sample("paymob-intention-created").body, special_reference: undefined, ...changes },
});

test("an intention becomes a hosted checkout, bound by the order id Paymob gave", async () => {
  await using peer = await startPeer(() => created({ client_secret: "egy_csk_test_+&=" }));
  const reply = await paymob({ PAYMOB_BASE_URL: peer.url }).createCheckout(checkoutRequest());
  expect(reply).toEqual({
    outcome: "redirect",
    url: "https://checkout.example.com/?publicKey=egy_pk_test_0000&clientSecret=egy_csk_test_%2B%26%3D",
    orderRef: String(sample("paymob-intention-created").body.intention_order_id),
    intentionRef: sample("paymob-intention-created").body.id,
  });
});

test("a retired integration is offered to nobody, and its payments are still ours", async () => {
  await using peer = await startPeer(() => created());
  const paying = sample("paymob-card-success-egp");
  const { integration_id: old, order } = paying.body.obj;
  const gateway = paymob({
    PAYMOB_BASE_URL: peer.url,
    PAYMOB_INTEGRATION_IDS: `${old}:card:EGP:retired,1994494:kiosk:EGP,16105:card:OMR:retired`,
  });
  expect(gateway.currencies).toEqual(["EGP"]);
  await gateway.createCheckout(checkoutRequest());
  expect(peer.requests[0]!.json).toMatchObject({ payment_methods: [1994494] });
  await using answering = await startPeer(() => ({ status: 200, json: paying.body.obj }));
  const asked = paymob({ PAYMOB_BASE_URL: answering.url, PAYMOB_INTEGRATION_IDS: `${old}:card:EGP:retired` });
  const refs = { attemptId: order.merchant_order_id, orderRef: String(order.id), transactionRef: null };
  expect(await asked.inquire(refs)).toMatchObject({
    outcome: "answered",
    facts: [{ account: String(old), accountIsOurs: true, method: "card" }],
  });
});

test("the request is as Paymob documents it", async () => {
  await using peer = await startPeer(() => created());
  const request = checkoutRequest({ description: `Ϟ${"مقدمة في المحاسبة ".repeat(10)}` });
  await paymob({ PAYMOB_BASE_URL: peer.url }).createCheckout(request);
  const [sent] = peer.requests;
  expect(sent).toMatchObject({ method: "POST", path: "/v1/intention/" });
  expect(sent!.headers.authorization).toBe("Token egy_sk_test_0000");
  expect(sent!.json).toMatchObject({
    amount: 45000,
    currency: "EGP",
    payment_methods: [4097558, 1994494, 3871725], // integers, of this currency only
    special_reference: request.attemptId,
    notification_url: request.notificationUrl,
    redirection_url: request.returnUrls.success,
    expiration: 3600,
    billing_data: {
      first_name: "Mona",
      last_name: "Hassan",
      email: "mona@example.com",
      phone_number: "NA",
      country: "NA",
    },
  });
  expect(sent!.json.items).toEqual([
    { name: expect.any(String), amount: 45000, description: expect.any(String), quantity: 1 },
  ]);
  expect(Array.from(sent!.json.items[0].name).length).toBeLessThanOrEqual(50);
  for (const value of Object.values(sent!.json.billing_data)) expect(value).not.toBe("");
});

test("a name is cut between characters, and a blank one is NA", async () => {
  await using peer = await startPeer(() => created());
  const student = { firstName: "👩‍🎓".repeat(60), lastName: " \n ", email: "a@example.com", phone: "" };
  await paymob({ PAYMOB_BASE_URL: peer.url }).createCheckout(checkoutRequest({ student }));
  const { first_name, last_name, phone_number } = peer.requests[0]!.json.billing_data;
  expect(first_name.isWellFormed()).toBe(true);
  expect([last_name, phone_number]).toEqual(["NA", "NA"]);
});

test.each([
  [404, sample("paymob-error-integration-404").body, "integration"],
  [406, { detail: "unmatched_item_prices" }, "amount_mismatch"],
  [400, { billing_data: { phone_number: ["This field is required."] } }, "invalid_customer"],
  [400, { items: { name: ["Ensure this field has no more than 50 characters."] } }, "invalid_request"],
  [400, { amount: ["A valid integer is required."] }, "invalid_request"],
  [400, { integrations: ["Invalid"] }, "integration"],
  [401, { detail: "Authentication credentials were not provided." }, "auth"],
  [429, { detail: "Request was throttled." }, "unavailable"],
])("%i %j is refused as %s", async (status, json, code) => {
  await using peer = await startPeer(() => ({ status, json }));
  const reply = await paymob({ PAYMOB_BASE_URL: peer.url }).createCheckout(checkoutRequest());
  expect(reply).toMatchObject({ outcome: "refused", code, message: expect.stringMatching(/\w/) });
});

test.each([
  ["no client secret", { client_secret: undefined }],
  ["an empty client secret", { client_secret: "" }],
  ["no order id", { intention_order_id: undefined }],
  ["an order id as text", { intention_order_id: "399862108" }],
  ["another attempt's reference", { special_reference: "att_other" }],
])("an answer with %s opens nothing", async (_what, changes) => {
  await using peer = await startPeer(() => created(changes));
  const reply = await paymob({ PAYMOB_BASE_URL: peer.url }).createCheckout(checkoutRequest());
  expect(reply.outcome).toBe("unknown");
});
