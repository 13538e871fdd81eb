import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Envelope, Gateway, GatewayName } from "#app/gateways/gateway.ts";
import { createGateways } from "#app/gateways/registry.server.ts";
import { deadAddress, type PeerAnswer, startPeer } from "#tests/gateways/fake-peer.ts";
import { callbackUrl, sample } from "#tests/gateways/fixtures.ts";
import {
  checkoutRequest,
  ikhokha,
  ikhokhaKeys,
  paymob,
  paymobKeys,
  testEnv,
} from "#tests/gateways/test-accounts.ts";

interface Subject {
  at: (origin: string) => Gateway;
  currency: string;
  refs: { orderRef: string; transactionRef: string | null };
}
const subjects: Record<GatewayName, Subject> = {
  paymob: {
    at: (origin) => paymob({ PAYMOB_BASE_URL: origin }),
    currency: "EGP",
    refs: { orderRef: "217503754", transactionRef: "192036465" },
  },
  ikhokha: {
    at: (origin) => ikhokha({ IKHOKHA_BASE_URL: `${origin}/public-api/v1/api` }),
    currency: "ZAR",
    refs: { orderRef: "2zh1zj6y8xpb0g3", transactionRef: null },
  },
};

/** Answers that are none. Paymob's token is still handed out, so that the question itself meets the fault. */
const faults: Record<string, PeerAnswer> = {
  "an HTML page with 200": { status: 200, text: "<!doctype html><h1>Welcome</h1>" },
  "an HTML page with 404": { status: 404, text: "<!doctype html><h1>Not here</h1>" },
  "an HTML page with 502": { status: 502, text: "<html>Bad gateway</html>" },
  "JSON with 500": { status: 500, json: { detail: "Server error" } },
  "half of a JSON": { status: 200, text: '{"id": 1920' },
  "nothing with 200": { status: 200, text: "" },
  "another JSON": { status: 200, json: { hello: "world" } },
  "JSON null": { status: 200, json: null },
  "a redirect elsewhere": { status: 302, text: "", headers: { location: "http://127.0.0.1:1/elsewhere" } },
  "more than anybody reads": { status: 200, text: `"${"x".repeat(2 * 1024 * 1024)}"` },
  "a broken connection": "drop",
  "no answer in time": "hang",
};

const faulty = (fault: PeerAnswer) =>
  startPeer(({ path }) =>
    path === "/api/auth/tokens" ? { status: 201, json: { token: "a-token" } } : fault,
  );
const questionsOf = (requests: { path: string }[]) =>
  requests.filter((request) => request.path !== "/api/auth/tokens");

describe.each(Object.entries(subjects))("%s", (name, { at, currency, refs }) => {
  const request = checkoutRequest({ amount: { minor: 45000, currency } });
  const attempt = { attemptId: request.attemptId, ...refs };
  const refundRequest = {
    refundId: "ref_1",
    transactionRef: "192036465",
    amount: { minor: 100, currency },
  };

  test("names itself, its currencies and what it can do", () => {
    const gateway = at("http://127.0.0.1:1");
    expect(gateway.name).toBe(name);
    expect(gateway.currencies).toContain(currency);
    expect(gateway.can.partialRefund && !gateway.can.refund).toBe(false);
  });

  describe.each(Object.entries(faults))("answered with %s", (_what, fault) => {
    test("a checkout is unknown, and was sent once", async () => {
      await using peer = await faulty(fault);
      expect(await at(peer.url).createCheckout(request)).toMatchObject({ outcome: "unknown" });
      expect(peer.requests).toHaveLength(1);
    });

    test("an inquiry is unknown, by id and by our own reference", async () => {
      await using peer = await faulty(fault);
      const gateway = at(peer.url);
      expect(await gateway.inquire(attempt)).toMatchObject({ outcome: "unknown" });
      const unanswered = { attemptId: request.attemptId, orderRef: null, transactionRef: null };
      expect(await gateway.inquire(unanswered)).toMatchObject({ outcome: "unknown" });
    });

    test("a refund is never said to be done, and was sent at most once", async () => {
      await using peer = await faulty(fault);
      const gateway = at(peer.url);
      const reply = await gateway.refund(refundRequest);
      expect(reply.outcome).toBe(gateway.can.refund ? "unknown" : "refused");
      expect(peer.requests).toHaveLength(gateway.can.refund ? 1 : 0);
    });

    test("history is unknown", async () => {
      await using peer = await faulty(fault);
      const reply = await at(peer.url).history(new Date("2026-01-01"), new Date("2026-01-31"));
      expect(reply).toMatchObject({ outcome: "unknown" });
    });
  });

  test("where nobody listens, a checkout and a refund were not sent", async () => {
    const gateway = at(await deadAddress());
    expect(await gateway.createCheckout(request)).toMatchObject({ outcome: "unsent" });
    expect(await gateway.refund(refundRequest)).toMatchObject({ outcome: "refused" });
    expect(await gateway.inquire(attempt)).toMatchObject({ outcome: "unknown", code: "unavailable" });
  });

  test("a refused key is said so", async () => {
    await using peer = await startPeer(() => ({ status: 401, json: { detail: "Invalid key" } }));
    const gateway = at(peer.url);
    expect(await gateway.createCheckout(request)).toMatchObject({ outcome: "refused", code: "auth" });
    expect(await gateway.inquire(attempt)).toMatchObject({ outcome: "unknown", code: "auth" });
  });

  test("a question is asked again after a passing failure, an order of money never", async () => {
    let asked = 0;
    const passing: PeerAnswer = { status: 503, text: "busy" };
    await using peer = await startPeer(({ path }) => {
      if (path === "/api/auth/tokens") return { status: 201, json: { token: "a-token" } };
      asked += 1;
      return asked === 1 ? passing : { status: 404, json: { detail: "not found" } };
    });
    const gateway = at(peer.url);
    const known = { ...attempt, transactionRef: null };
    expect(await gateway.inquire(known)).toEqual({ outcome: "nothing" });
    expect(questionsOf(peer.requests)).toHaveLength(2);
    asked = 0;
    expect(await gateway.createCheckout(request)).toMatchObject({ outcome: "unknown" });
    expect(questionsOf(peer.requests)).toHaveLength(3);
  });

  test("what the gateway does not know is nothing", async () => {
    await using peer = await startPeer(({ path }) =>
      path === "/api/auth/tokens"
        ? { status: 201, json: { token: "a-token" } }
        : { status: 404, json: { detail: "not found" } },
    );
    expect(await at(peer.url).inquire(attempt)).toEqual({ outcome: "nothing" });
  });

  test("amounts go out as the integers they are, of a currency with three decimals too", async () => {
    await using peer = await startPeer(() => ({ status: 500, text: "" }));
    await at(peer.url).createCheckout({ ...request, amount: { minor: 12345, currency } });
    if (name === "paymob")
      await at(peer.url).createCheckout({ ...request, amount: { minor: 12345, currency: "OMR" } });
    for (const { json } of peer.requests) expect(json.amount).toBe(12345);
  });

  test("a currency nobody takes is refused before anything is sent", async () => {
    await using peer = await startPeer(() => "hang");
    const reply = await at(peer.url).createCheckout({ ...request, amount: { minor: 100, currency: "JPY" } });
    expect(reply).toMatchObject({ outcome: "refused" });
    expect(peer.requests).toHaveLength(0);
  });

  test("no bytes are authentic without a signature, and none make it throw", () => {
    const gateway = at("http://127.0.0.1:1");
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 200 }),
          fc.json().map((text) => new TextEncoder().encode(text)),
        ),
        fc.string(),
        (raw, signature) => {
          const headers = new Headers({
            "ik-appid": "IKTESTAPPID",
            "ik-sign": encodeURIComponent(signature),
          });
          const url = callbackUrl(encodeURIComponent(signature));
          expect(gateway.authenticate(raw, headers, url).verdict).not.toBe("authentic");
        },
      ),
    );
  });

  test("a body nested beyond what can be written again is refused, not thrown over", () => {
    const gateway = at("http://127.0.0.1:1");
    const deep = "[".repeat(100_000) + "]".repeat(100_000);
    const { body, hmac_with_fixture_secret } = sample("paymob-card-success-egp");
    const headers = new Headers({ "ik-appid": "IKTESTAPPID", "ik-sign": "0".repeat(64) });
    for (const obj of [{}, body.obj])
      for (const place of ["extra", "data", "parent_transaction", "id"]) {
        const text = JSON.stringify({ ...body, obj: { ...obj, [place]: "<deep>" } });
        const raw = new TextEncoder().encode(text.replace('"<deep>"', deep));
        const answer = gateway.authenticate(raw, headers, callbackUrl(hmac_with_fixture_secret!));
        if (answer.verdict === "authentic") gateway.read(answer.envelope);
        else expect(["unparseable", "bad_signature"]).toContain(answer.verdict);
      }
  });

  test("no body makes reading throw", () => {
    const gateway = at("http://127.0.0.1:1");
    const kinds: Envelope["kind"][] = [
      "transaction",
      "card_token",
      "subscription",
      "delivery_status",
      "other",
    ];
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...kinds), (body, kind) => {
        const event = gateway.read({ gateway: gateway.name, kind, eventKey: "k", body });
        expect(["malformed", "unsupported"]).toContain(event.type);
      }),
    );
  });
});

describe("which gateways there are", () => {
  const namesOf = (changes: Record<string, string>) => [...createGateways(testEnv(changes)).keys()];

  test("those with keys", () => {
    expect(namesOf({})).toEqual([]);
    expect(namesOf(paymobKeys)).toEqual(["paymob"]);
    expect(namesOf(ikhokhaKeys)).toEqual(["ikhokha"]);
    expect(namesOf({ ...paymobKeys, ...ikhokhaKeys })).toEqual(["paymob", "ikhokha"]);
  });

  test("Paymob without its webhook secret is not there: an empty secret verifies for anyone", () => {
    expect(namesOf({ ...paymobKeys, PAYMOB_HMAC_SECRET: "" })).toEqual([]);
  });
});
