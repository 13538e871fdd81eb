import { expect, test } from "vitest";
import { callHttp } from "#app/lib/http-client.server.ts";
import { deadAddress, startPeer } from "#tests/gateways/fake-peer.ts";

const get = (url: string, safeToRepeat = false) =>
  callHttp({ method: "GET", url, timeoutMs: 2_000, safeToRepeat });

test("an answer is its status and its JSON; what is not JSON is said to be none", async () => {
  await using json = await startPeer(() => ({ status: 418, json: { a: [1] } }));
  expect(await get(json.url)).toEqual({ outcome: "answered", status: 418, json: { a: [1] } });
  for (const text of ["", "<html>", "{"]) {
    await using peer = await startPeer(() => ({ status: 200, text }));
    expect(await get(peer.url)).toEqual({ outcome: "answered", status: 200, json: undefined });
  }
});

test("the exact bytes of the body are sent", async () => {
  await using peer = await startPeer(() => ({ status: 200, json: {} }));
  const body = '{"a":"’ دورة","b":1.0}';
  await callHttp({ method: "POST", url: peer.url, body, timeoutMs: 2_000, safeToRepeat: false });
  expect(peer.requests[0]!.text).toBe(body);
});

test("nobody listening, or no such host, is never sent", async () => {
  expect(await get(await deadAddress())).toEqual({ outcome: "never_sent", reason: "ECONNREFUSED" });
  expect(await get("http://nowhere.invalid")).toMatchObject({ outcome: "never_sent" });
});

test("a broken connection, or no answer in time, may have been acted on", async () => {
  await using dropping = await startPeer(() => "drop");
  expect(await get(dropping.url)).toMatchObject({ outcome: "no_answer" });
  await using hanging = await startPeer(() => "hang");
  const call = { method: "POST", url: hanging.url, body: "{}", timeoutMs: 50, safeToRepeat: false } as const;
  expect(await callHttp(call)).toEqual({ outcome: "no_answer", reason: "time-out" });
});

test("an answer that never ends is cut off", async () => {
  await using peer = await startPeer(() => ({ status: 200, text: "x".repeat(1024 * 1024 + 1) }));
  expect(await get(peer.url)).toMatchObject({ outcome: "no_answer", reason: "the answer was too large" });
});

test("a redirect is an answer, not followed: it would carry the keys elsewhere", async () => {
  await using elsewhere = await startPeer(() => ({ status: 200, json: {} }));
  await using peer = await startPeer(() => ({
    status: 307,
    text: "",
    headers: { location: elsewhere.url },
  }));
  expect(await get(peer.url, true)).toMatchObject({ outcome: "answered", status: 307 });
  expect(elsewhere.requests).toHaveLength(0);
});

test("what is safe to repeat is repeated until it is answered, three times in all", async () => {
  for (const failure of [{ status: 503, text: "" }, { status: 429, json: {} }, "drop"] as const) {
    let calls = 0;
    await using peer = await startPeer(() => (++calls < 3 ? failure : { status: 200, json: "at last" }));
    expect(await get(peer.url, true)).toEqual({ outcome: "answered", status: 200, json: "at last" });
    expect(peer.requests).toHaveLength(3);
  }
  await using broken = await startPeer(() => ({ status: 502, text: "" }));
  expect(await get(broken.url, true)).toMatchObject({ status: 502 });
  expect(broken.requests).toHaveLength(3);
});

test("what is not safe to repeat is sent once, and so is what was answered", async () => {
  for (const failure of [{ status: 503, text: "" }, "drop"] as const) {
    await using peer = await startPeer(() => failure);
    await get(peer.url, false);
    expect(peer.requests).toHaveLength(1);
  }
  await using refusing = await startPeer(() => ({ status: 400, json: {} }));
  await get(refusing.url, true);
  expect(refusing.requests).toHaveLength(1);
});
