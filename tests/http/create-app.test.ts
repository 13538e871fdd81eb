import { readFileSync } from "node:fs";
import { Agent, request as nodeRequest } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { createElement } from "react";
import { afterEach, expect, test, vi } from "vitest";
import handleDocument, { handleError } from "#app/entry.server.tsx";
import { csvResponse } from "#app/http/csv-response.server.ts";
import { closeServer } from "#app/http/listen.server.ts";
import { log } from "#app/lib/logger.server.ts";
import { serveRoutes, type TestServer } from "#tests/support/web-server.ts";

const running: TestServer[] = [];

afterEach(async () => {
  vi.restoreAllMocks();
  for (const { server } of running.splice(0)) await closeServer(server, () => undefined, 0);
});

async function serve(...given: Parameters<typeof serveRoutes>) {
  const made = await serveRoutes(...given);
  running.push(made);
  return (path: string, init?: RequestInit) => fetch(made.origin + path, { redirect: "manual", ...init });
}

const page = { loader: () => ({ text: "words ".repeat(500) }), default: () => null };
const nothing = () => null;
const ok = { action: () => new Response("done") };

test("no letter of a document is broken where React's buffer ends", async () => {
  const words = Array.from({ length: 2_000 }, (_, at) => createElement("p", { key: at }, `التسجيلات ${at}`));
  const root = { default: () => createElement("html", null, createElement("body", null, words)) };
  const get = await serve({ root, "routes/page": page }, {}, { default: handleDocument, handleError });
  const document = await (await get("/page")).text();
  expect(document.match(/التسجيلات/g)).toHaveLength(2_000);
  expect(document).not.toContain("\0");
});

test("a document's scripts run with its own nonce and no other inline script does", async () => {
  const get = await serve({ root: {}, "routes/page": page }, {}, { default: handleDocument, handleError });
  const [first, second] = [await get("/page"), await get("/page")];
  const policy = first.headers.get("content-security-policy")!;
  const nonce = /script-src 'self' 'nonce-([^']+)'/.exec(policy)?.[1];
  expect(nonce).toMatch(/^[\w+/=]{20,}$/);
  expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  expect(second.headers.get("content-security-policy")).not.toContain(nonce);
  expect(first.headers.get("content-type")).toBe("text/html; charset=utf-8");
});

test("the checkout form may lead to the gateways that are configured, and nowhere else", async () => {
  const get = await serve(
    { root: {}, "routes/page": page },
    {
      IKHOKHA_BASE_URL: "https://api.ikhokha.com/public-api/v1/api",
      IKHOKHA_APP_ID: "app",
      IKHOKHA_APP_SECRET: "secret",
      IKHOKHA_ENTITY_ID: "entity",
    },
  );
  const policy = (await get("/page")).headers.get("content-security-policy");
  expect(policy).toContain(
    "form-action 'self' https://api.ikhokha.com https://*.ikhokha.com https://*.ikhokha.red;",
  );
});

test("long answers are compressed for those who say they can read it, and for no one else", async () => {
  const get = await serve({ root: {}, "routes/page": page });
  const packed = await get("/page.data", { headers: { "Accept-Encoding": "gzip" } });
  expect(packed.headers.get("content-encoding")).toBe("gzip");
  const plain = await get("/page.data", { headers: { "Accept-Encoding": "identity" } });
  expect(plain.headers.get("content-encoding")).toBeNull();
});

test("as little as a part's words is compressed too: a page has a dozen such files", async () => {
  const words = "words ".repeat(80);
  const headers = { "Content-Type": "text/plain", "Content-Length": String(words.length) };
  const get = await serve({ root: {}, "routes/words": { loader: () => new Response(words, { headers }) } });
  const packed = await get("/words", { headers: { "Accept-Encoding": "gzip" } });
  expect([packed.headers.get("content-encoding"), await packed.text()]).toEqual(["gzip", words]);
});

test("a request is one log line with its id, and a webhook's signature is not on it", async () => {
  const info = vi.spyOn(log, "info");
  const get = await serve({ root: {}, "routes/api.payments.webhook.($gateway)": ok });
  const answer = await get("/api/payments/webhook/paymob?hmac=deadbeef&x=1", {
    method: "POST",
    headers: { "X-Request-Id": "caller-0001" },
  });
  expect([answer.status, answer.headers.get("x-request-id")]).toEqual([200, "caller-0001"]);
  await vi.waitFor(() => expect(info).toHaveBeenCalledOnce());
  expect(info.mock.calls[0]![0]).toMatchObject({
    requestId: "caller-0001",
    method: "POST",
    path: "/api/payments/webhook/paymob?hmac=[masked]&x=1",
    status: 200,
  });
});

test("an id that could be mistaken for something else is replaced", async () => {
  const get = await serve({ root: {}, "routes/healthz": { loader: () => new Response("ok") } });
  const answer = await get("/healthz", { headers: { "X-Request-Id": 'x"} {"level":"fatal' } });
  expect(answer.headers.get("x-request-id")).toMatch(/^req_[0-9a-z]{26}$/);
});

test.each([
  ["another site's page, as browsers say", { "Sec-Fetch-Site": "cross-site" }, 403],
  ["a sibling domain's page", { "Sec-Fetch-Site": "same-site" }, 403],
  ["another site's page, as old browsers say", { Origin: "https://elsewhere.example" }, 403],
  ["a page that hides where it is", { Origin: "null" }, 403],
  ["our own page", { "Sec-Fetch-Site": "same-origin" }, 200],
  ["our own page in an old browser behind a proxy", { Origin: "http://127.0.0.1:3000" }, 200],
  ["a program", {}, 200],
])("a form from %s", async (_, headers, status) => {
  const post = await serve({ root: {}, "routes/thing": ok });
  expect((await post("/thing", { method: "POST", body: "a=1", headers })).status).toBe(status);
});

test("a form of our own page is taken behind a proxy that rewrites Host, by a page too", async () => {
  const action = () => new Response(null, { status: 303, headers: { Location: "/there" } });
  const post = await serve({ root: {}, "routes/thing": { action, default: () => null } });
  const headers = { Origin: "http://127.0.0.1:3000", "Sec-Fetch-Site": "same-origin" };
  expect((await post("/thing", { method: "POST", body: "a=1", headers })).status).toBe(303);
});

test("a webhook needs no origin: gateways are other sites", async () => {
  const post = await serve({ root: {}, "routes/api.payments.webhook.($gateway)": ok });
  const headers = { "Sec-Fetch-Site": "cross-site", Origin: "https://accept.paymob.com" };
  expect((await post("/api/payments/webhook", { method: "POST", headers })).status).toBe(200);
});

test("a form that is too long is refused before it is read, and so is one without a length", async () => {
  const post = await serve({ root: {}, "routes/thing": ok });
  const long = await post("/thing", { method: "POST", body: "x".repeat(1024 * 1024 + 1) });
  expect(long.status).toBe(413);
  const body = new Blob(["a=1"]).stream();
  const streamed = await post("/thing", { method: "POST", body, duplex: "half" } as RequestInit);
  expect(streamed.status).toBe(411);
});

test.each([
  ["another site's form", { "Sec-Fetch-Site": "cross-site" }, "a=1", 403, "sent from another site"],
  ["a form that is too long", {}, "x".repeat(1024 * 1024 + 1), 413, "more than 1 MB"],
  ["a form without a length", {}, null, 411, "without its length"],
])(
  "%s is told to a browser as a page in its language that leads on, to a program in a line",
  async (_, headers, body, status, words) => {
    const ask = await serve({ root: {}, "routes/thing": ok });
    const send = async (accept: string, language: string) => {
      const streamed = { body: new Blob(["a=1"]).stream(), duplex: "half" };
      const answer = await ask("/thing", {
        method: body === undefined ? "GET" : "POST",
        headers: { ...headers, Accept: accept, "Accept-Language": language },
        ...(body === null ? streamed : { body }),
      } as RequestInit);
      expect(answer.status).toBe(status);
      return { type: answer.headers.get("content-type"), text: await answer.text() };
    };
    const browser = "text/html,application/xhtml+xml,*/*;q=0.8";
    const page = await send(browser, "en-GB");
    expect(page.type).toBe("text/html; charset=utf-8");
    expect(page.text).toMatch(
      /<html lang="en" dir="ltr">[\s\S]*<h1>[\s\S]*<a href="\/">Go to the front page/,
    );
    expect(page.text).toContain(words);
    const arabic = (await send(browser, "ar-EG")).text;
    expect(arabic).toMatch(/<html lang="ar" dir="rtl">[\s\S]*<h1>\p{Script=Arabic}/u);
    const line = await send("*/*", "ar-EG");
    expect(line.type).toBe("text/plain; charset=utf-8");
    expect(line.text).toContain(words);
    expect(line.text).not.toContain("<");
  },
);

test("what a loader throws is logged once under the id that the caller gets, and nothing of it is shown", async () => {
  const error = vi.spyOn(log, "error");
  const fails = () => {
    throw new Error("password is hunter2");
  };
  const get = await serve({ root: {}, "routes/thing": { loader: fails } });
  const answer = await get("/thing");
  const { errorId, again } = (await answer.json()) as { errorId: string; again?: true };
  expect([answer.status, errorId.slice(0, 4)]).toEqual([500, "err_"]);
  // To load is safe to repeat; to act is not.
  expect(again).toBe(true);
  const post = await serve({ root: {}, "routes/thing": { action: fails } });
  expect(await (await post("/thing", { method: "POST", body: "a=1" })).json()).toEqual({
    errorId: expect.stringMatching(/^err_/),
  });
  expect(error).toHaveBeenCalledTimes(2);
  expect(error.mock.calls[0]![0]).toMatchObject({ errorId, routeId: "routes/thing" });
});

test("a database that is away is no fault of the page: 503, and when to ask again", async () => {
  vi.spyOn(log, "error").mockImplementation(() => undefined);
  for (const error of [
    Object.assign(new Error("connect"), { code: "ECONNREFUSED" }),
    Object.assign(new Error("going down"), { code: "57P01" }),
    Object.assign(new Error("canceling statement due to statement timeout"), { code: "57014" }),
    new Error("Connection terminated unexpectedly"),
  ]) {
    const loader = () => {
      throw error;
    };
    const answer = await (await serve({ root: {}, "routes/thing": { loader } }))("/thing");
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
    expect(await answer.json()).toEqual({ errorId: expect.stringMatching(/^err_/), again: true });
  }
});

test("a file whose reader goes away ends nothing but itself, also when its end cannot be written down", async () => {
  const error = vi.spyOn(log, "error").mockImplementation(() => undefined);
  async function* text() {
    try {
      for (;;) yield "row\r\n".repeat(1_000);
    } finally {
      // biome-ignore lint/correctness/noUnsafeFinally: what a database that is away does here
      throw new Error("the database is away");
    }
  }
  const loader = () => csvResponse({ name: "payments", text: text() });
  const get = await serve({ root: {}, "routes/admin.payments[.]csv": { loader }, "routes/thing": page });
  const leaving = new AbortController();
  const answer = await get("/admin/payments.csv", { signal: leaving.signal });
  await answer.body!.getReader().read();
  leaving.abort();
  await vi.waitFor(() =>
    expect(error).toHaveBeenCalledWith(expect.anything(), "a file given up was not closed"),
  );
  expect((await get("/thing")).status).toBe(200);
});

test("what nobody could have read is the sender's mistake, and no error of ours", async () => {
  const error = vi.spyOn(log, "error");
  const nul = () => {
    throw Object.assign(new Error("invalid byte sequence for encoding UTF8: 0x00"), { code: "22021" });
  };
  const form = async ({ request }: { request: Request }) => {
    await request.formData();
    return null;
  };
  const ask = await serve({ root: {}, "routes/thing": { loader: nul, action: form } });
  expect((await ask("/thing?q=%00")).status).toBe(400);
  for (const type of ["application/json", "multipart/form-data; boundary=x", "multipart/form-data"])
    expect(
      (await ask("/thing", { method: "POST", body: "{}", headers: { "Content-Type": type } })).status,
    ).toBe(400);
  expect(error).not.toHaveBeenCalled();
});

test("a request that names a host that is none, or a method that the web forbids, is no fault of ours", async () => {
  const error = vi.spyOn(log, "error");
  await serve({ root: {}, "routes/page": page });
  const { port } = running[0]!.server.address() as AddressInfo;
  const status = (head: string) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(port, "127.0.0.1", () => socket.write(`${head}\r\nConnection: close\r\n\r\n`));
      let text = "";
      socket.on("data", (bytes) => {
        text += bytes;
      });
      socket.on("end", () => resolve(text.slice(9, 12)));
      socket.on("error", reject);
    });
  for (const host of ["[", "a b", "127.0.0.1:99999", "a@b", "%00", "x/page?"])
    expect([host, await status(`GET /page.data HTTP/1.1\r\nHost: ${host}`)]).toEqual([host, "400"]);
  expect(await status("TRACE /page HTTP/1.1\r\nHost: x")).toBe("400");
  expect(await status("GET /page.data HTTP/1.1\r\nHost: x")).toBe("200");
  // Some proxies send the whole address (RFC 9112, 3.2.2).
  expect(await status("GET http://x/page.data HTTP/1.1\r\nHost: x")).toBe("200");
  expect(error).not.toHaveBeenCalled();
});

test("a method or an address that there is not is told to its sender, and is no error in the log", async () => {
  const error = vi.spyOn(log, "error");
  const root = { ErrorBoundary: nothing };
  const action = () => null;
  const routes = {
    root,
    "routes/page": page,
    "routes/metrics": { loader: ok.action },
    "routes/form": { ...page, action },
  };
  const get = await serve(routes, {}, { default: handleDocument, handleError });
  const allowed = async (path: string, method: string) => {
    const { status, headers } = await get(path, { method });
    return [status, headers.get("allow")];
  };
  expect(await allowed("/page", "POST")).toEqual([405, "GET, HEAD"]);
  expect(await allowed("/page", "PROPFIND")).toEqual([405, "GET, HEAD"]);
  expect(await allowed("/metrics", "POST")).toEqual([405, "GET, HEAD"]);
  expect(await allowed("/form", "PROPFIND")).toEqual([405, "GET, HEAD, POST"]);
  expect((await get("/nowhere")).status).toBe(404);
  expect(error).not.toHaveBeenCalled();
});

test("an address that tries to sign in too often is told when to come back; others are not", async () => {
  const action = () => new Response("tried");
  const post = await serve({ root: {}, "routes/_site.login": { action } }, { TRUST_PROXY: "loopback" });
  const tryFrom = (address: string) =>
    post("/login", { method: "POST", headers: { "X-Forwarded-For": address } });
  const answers = await Promise.all(Array.from({ length: 31 }, () => tryFrom("203.0.113.7")));
  const refused = answers.filter((answer) => answer.status === 429);
  expect(refused).toHaveLength(1);
  expect(Number(refused[0]!.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await tryFrom("203.0.113.8")).status).toBe(200);
});

test("a whole school signs in from one address, one after the other", async () => {
  const action = () => new Response(null, { status: 303, headers: { Location: "/courses" } });
  const post = await serve({ root: {}, "routes/_site.login": { action } }, { TRUST_PROXY: "loopback" });
  const statuses = new Set<number>();
  for (let student = 0; student < 70; student += 1) {
    const headers = { "X-Forwarded-For": "203.0.113.9" };
    statuses.add((await post("/login", { method: "POST", headers })).status);
  }
  expect([...statuses]).toEqual([303]);
});

test("only a proxy we trust may say who its client is", async () => {
  const loader = ({ context }: { context: { clientIp: string } }) => new Response(context.clientIp);
  const modules = { root: {}, "routes/healthz": { loader } };
  const headers = { "X-Forwarded-For": "198.51.100.1, 203.0.113.9" };
  const trusting = await serve(modules, { TRUST_PROXY: "loopback" });
  expect(await (await trusting("/healthz", { headers })).text()).toBe("203.0.113.9");
  const twoHops = await serve(modules, { TRUST_PROXY: "2" });
  expect(await (await twoHops("/healthz", { headers })).text()).toBe("198.51.100.1");
  const wary = await serve(modules);
  expect(await (await wary("/healthz", { headers })).text()).toBe("127.0.0.1");
});

test("a hot route that lacks what was asked of it says which method it has", async () => {
  const get = await serve({ root: {}, "routes/api.payments.webhook.($gateway)": ok });
  const answer = await get("/api/payments/webhook");
  expect([answer.status, answer.headers.get("allow")]).toEqual([405, "POST"]);
});

test("a webhook's body reaches its route byte for byte, whether its length was said or not", async () => {
  const action = async ({ request }: { request: Request }) => new Response(await request.arrayBuffer());
  const { server, origin } = await serveRoutes({
    root: {},
    "routes/api.payments.webhook.($gateway)": { action },
  });
  running.push({ server, origin });
  const bytes = readFileSync(new URL(import.meta.url));
  const echoed = (chunked: boolean) =>
    new Promise<Buffer>((resolve, reject) => {
      const headers = chunked ? {} : { "Content-Length": bytes.length };
      const req = nodeRequest(`${origin}/api/payments/webhook`, { method: "POST", headers }, async (res) =>
        resolve(Buffer.concat(await res.toArray())),
      );
      req.on("error", reject);
      req.write(bytes.subarray(0, 10));
      req.end(bytes.subarray(10));
    });
  expect(await echoed(false)).toEqual(bytes);
  expect(await echoed(true)).toEqual(bytes);
});

test("a body that is refused half-way leaves its connection fit for the next delivery", async () => {
  const action = async ({ request }: { request: Request }) => {
    for await (const _ of request.body as unknown as AsyncIterable<Uint8Array>) break;
    return new Response(null, { status: 413 });
  };
  const { server, origin } = await serveRoutes({
    root: {},
    "routes/api.payments.webhook.($gateway)": { action },
  });
  running.push({ server, origin });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const send = (pieces: number) =>
    new Promise<number>((resolve, reject) => {
      const req = nodeRequest(`${origin}/api/payments/webhook`, { method: "POST", agent }, (res) =>
        res.resume().once("end", () => resolve(res.statusCode!)),
      );
      req.on("error", reject);
      for (let piece = 0; piece < pieces; piece++) req.write(Buffer.alloc(65_536));
      req.end();
    });
  expect(await send(16)).toBe(413);
  expect(await send(1)).toBe(413);
  agent.destroy();
});
