import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type IncomingMessage, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeServer } from "#app/http/listen.server.ts";
import { compressAssets } from "#scripts/start/compress-assets.ts";
import { serveRoutes, type TestServer } from "#tests/support/web-server.ts";

const script = `export const words = ${JSON.stringify("said again and again, ".repeat(100))};`;
const folder = mkdtempSync(join(tmpdir(), "bursar-files-"));
let app: TestServer;

beforeAll(async () => {
  const client = join(folder, "client");
  mkdirSync(join(client, "assets"), { recursive: true });
  writeFileSync(join(client, "assets/page-abc.js"), script);
  writeFileSync(join(client, "assets/tiny-abc.js"), "export {}");
  writeFileSync(join(client, "favicon.svg"), "<svg/>");
  writeFileSync(join(folder, "secret.txt"), "not for the world");
  await compressAssets(client);
  const routes = { root: { handle: { access: { read: "anyone" } } } };
  app = await serveRoutes(routes, {}, {}, client);
});
afterAll(async () => {
  await closeServer(app.server, () => undefined, 0);
  rmSync(folder, { recursive: true });
});

/** As it travels: `fetch` would unpack it, and tidy the path. */
function ask(path: string, headers: Record<string, string> = {}, method = "GET") {
  return new Promise<IncomingMessage & { body: Buffer }>((resolve, reject) => {
    const { hostname, port } = new URL(app.origin);
    request({ hostname, port, path, headers, method }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () => resolve(Object.assign(answer, { body: Buffer.concat(chunks) })));
    })
      .on("error", reject)
      .end();
  });
}

test("a fingerprinted file goes out as the build compressed it, in what the browser reads, to be kept for good", async () => {
  const brotli = await ask("/assets/page-abc.js", { "Accept-Encoding": "gzip, br" });
  expect(brotli.headers).toMatchObject({
    "content-encoding": "br",
    "content-type": "text/javascript",
    "cache-control": "public,max-age=31536000,immutable",
    vary: expect.stringContaining("Accept-Encoding"),
    "x-content-type-options": "nosniff",
  });
  expect(brotliDecompressSync(brotli.body).toString()).toBe(script);
  const zipped = await ask("/assets/page-abc.js", { "Accept-Encoding": "gzip" });
  expect([zipped.headers["content-encoding"], gunzipSync(zipped.body).toString()]).toEqual(["gzip", script]);
  const plain = await ask("/assets/page-abc.js");
  expect([plain.headers["content-encoding"], plain.body.toString()]).toEqual([undefined, script]);
});

test("who has it already is told so; a look at the head brings no body", async () => {
  const { headers } = await ask("/assets/page-abc.js");
  const again = await ask("/assets/page-abc.js", { "If-None-Match": headers.etag! });
  expect([again.statusCode, again.body.length]).toEqual([304, 0]);
  const head = await ask("/assets/page-abc.js", {}, "HEAD");
  expect([head.statusCode, head.headers["content-length"], head.body.length]).toEqual([
    200,
    String(script.length),
    0,
  ]);
});

test("what is too small to gain goes as it is; what stands beside the fingerprinted files is asked for again after an hour", async () => {
  const tiny = await ask("/assets/tiny-abc.js", { "Accept-Encoding": "br" });
  expect([tiny.headers["content-encoding"], tiny.body.toString()]).toEqual([undefined, "export {}"]);
  const icon = await ask("/favicon.svg");
  expect([icon.headers["cache-control"], icon.headers["content-type"]]).toEqual([
    "public,max-age=3600",
    "image/svg+xml",
  ]);
});

test.each([
  "/assets/gone.js",
  "/assets/",
  "/assets/../secret.txt",
  "/assets/..%2f..%2fsecret.txt",
  "/assets/%",
])("%s is no file of ours", async (path) => {
  const { statusCode, body } = await ask(path, { "Accept-Encoding": "br" });
  expect(statusCode).toBeGreaterThanOrEqual(400);
  expect(statusCode).toBeLessThan(500);
  expect(body.toString()).not.toContain("not for the world");
});
