import { describe, expect, test } from "vitest";
import { secretKey, useSchool } from "./school.ts";

const school = useSchool();

describe("intentions are checked as strictly as Paymob checks them", () => {
  test("a right one opens a checkout for its order", async () => {
    const { status, body } = await school.createIntention({ special_reference: "att_mine" });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      intention_order_id: body.payment_keys[0].order_id,
      special_reference: "att_mine",
      status: "intended",
      object: "paymentintention",
      intention_detail: { amount: 45_000, currency: "EGP" },
      extras: { creation_extras: { merchant_order_id: "att_mine" } },
    });
    expect(body.id).toMatch(/^pi_test_[0-9a-f]{32}$/);
    expect(body.client_secret).toMatch(/^egy_csk_test_[0-9a-f]{32}$/);
  });

  test.each([
    ["no secret key", {}],
    ["another key", { authorization: "Token egy_sk_test_other" }],
    ["the key as Bearer", { authorization: secretKey.authorization.replace("Token", "Bearer") }],
  ])("%s is refused with 401", async (_, headers) => {
    const answer = await school.call("POST", "/v1/intention/", school.intention(), headers);
    expect(answer.status).toBe(401);
  });

  test.each([
    ["an unknown integration", { payment_methods: [1] }, 404],
    ["an integration id sent as a string", { payment_methods: ["4097558"] }, 404],
    ["one unknown integration among known ones", { payment_methods: [4097558, 7] }, 404],
    ["no integration", { payment_methods: [] }, 400],
    ["another currency than the integration's", { currency: "SAR" }, 400],
    ["items that sum to less", { items: [{ name: "A", amount: 44_999, quantity: 1 }] }, 406],
    [
      "items that sum right by one reading only",
      { items: [{ name: "A", amount: 22_500, quantity: 2 }] },
      406,
    ],
    ["an amount as a string", { amount: "45000" }, 400],
    ["an amount with decimals", { amount: 450.5 }, 400],
    ["nothing to pay", { amount: 0, items: [] }, 400],
    ["a life beyond 36 days", { expiration: 3_110_401 }, 400],
    ["a callback to another machine", { notification_url: "https://school.example/hook" }, 400],
    ["a return address that is none", { redirection_url: "javascript:alert(1)" }, 400],
  ])("%s is refused", async (_, changes, status) => {
    expect((await school.createIntention(changes)).status).toBe(status);
  });

  test("refusals name the field as Paymob does", async () => {
    const billing = school.intention().billing_data;
    const missing = await school.createIntention({ billing_data: { ...billing, phone_number: undefined } });
    expect(missing.body).toEqual({ billing_data: { phone_number: ["This field is required."] } });
    const blank = await school.createIntention({ billing_data: { ...billing, city: "" } });
    expect(blank.body).toEqual({ billing_data: { city: ["This field may not be blank."] } });
    const long = await school.createIntention({
      items: [{ name: "x".repeat(51), amount: 45_000, quantity: 1 }],
    });
    expect(long.body).toEqual({ items: { name: ["Ensure this field has no more than 50 characters."] } });
    expect((await school.createIntention({ amount: undefined })).body).toEqual({
      amount: ["This field is required."],
    });
    expect((await school.createIntention({ items: [{ name: "A", amount: 1, quantity: 1 }] })).body.code).toBe(
      "unmatched_item_prices",
    );
  });

  test("a reference is good for one intention", async () => {
    expect((await school.createIntention({ special_reference: "att_once" })).status).toBe(201);
    expect((await school.createIntention({ special_reference: "att_once" })).status).toBe(400);
  });

  test("wrong bytes, type, method or path are refused", async () => {
    expect((await school.call("POST", "/v1/intention/", "{", secretKey)).status).toBe(400);
    expect((await school.call("POST", "/v1/intention/", "[]", secretKey)).status).toBe(400);
    const form = { ...secretKey, "content-type": "application/x-www-form-urlencoded" };
    expect((await school.call("POST", "/v1/intention/", "a=1", form)).status).toBe(415);
    expect((await school.call("GET", "/v1/intention/", undefined, secretKey)).status).toBe(405);
    expect((await school.call("POST", "/v1/intention", school.intention(), secretKey)).status).toBe(404);
  });

  test("an intention is read by its secret, changed only under its own order id", async () => {
    const { body } = await school.createIntention();
    const element = (key: string) =>
      school.call("GET", `/v1/intention/element/${key}/${body.client_secret}/`);
    expect((await element("egy_pk_test_sandbox_0000000000000000")).body.id).toBe(body.id);
    expect((await element("egy_pk_test_other")).status).toBe(404);
    const change = { amount: 50_000, items: [{ name: "A", amount: 50_000 }] };
    const put = (orderId: number) =>
      school.call(
        "PUT",
        `/v1/intention/${body.client_secret}`,
        { ...change, accept_order_id: orderId },
        secretKey,
      );
    expect((await put(1)).status).toBe(404);
    expect((await put(body.intention_order_id)).body.intention_detail.amount).toBe(50_000);
    expect((await school.call("PUT", `/v1/intention/${body.client_secret}`, change, secretKey)).body).toEqual(
      {
        accept_order_id: ["This field is required."],
      },
    );
  });
});

describe("reading and changing need their credentials", () => {
  test("a token comes for the API key only, and expires", async () => {
    expect(await school.call("POST", "/api/auth/tokens", { api_key: "wrong" })).toEqual({
      status: 403,
      body: { detail: "incorrect credentials" },
    });
    const bearer = { authorization: `Bearer ${await school.token()}` };
    expect((await school.call("GET", "/api/acceptance/transactions/1", undefined, bearer)).status).toBe(404);
    await school.call("POST", "/_sandbox/expire-tokens");
    expect((await school.call("GET", "/api/acceptance/transactions/1", undefined, bearer)).status).toBe(401);
    expect((await school.call("GET", "/api/acceptance/transactions?page=1")).status).toBe(401);
  });

  test("the token is taken as Bearer, in the query or in the body", async () => {
    const token = await school.token();
    expect((await school.call("GET", `/api/acceptance/transactions?token=${token}`)).status).toBe(200);
    const inquire = (extra: object) =>
      school.call("POST", "/api/ecommerce/orders/transaction_inquiry", { order_id: "1", ...extra });
    expect((await inquire({ auth_token: token })).status).toBe(404);
    expect((await inquire({ auth_token: "stale" })).status).toBe(401);
    expect((await inquire({})).status).toBe(401);
  });

  test("refunds need the secret key and a transaction", async () => {
    const refund = { transaction_id: 12, amount_cents: 100 };
    const path = "/api/acceptance/void_refund/refund";
    expect((await school.call("POST", path, refund)).status).toBe(401);
    expect(await school.call("POST", path, refund, secretKey)).toEqual({
      status: 404,
      body: { detail: "Invalid transaction id" },
    });
    const noAmount = await school.call("POST", path, { transaction_id: 12 }, secretKey);
    expect(noAmount.body).toEqual({ amount_cents: ["This field is required."] });
  });
});
