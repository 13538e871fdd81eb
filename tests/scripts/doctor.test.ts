import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer as createHttp, type RequestListener, type Server } from "node:http";
import { createServer as createHttps } from "node:https";
import type { AddressInfo } from "node:net";
import { createServer as createTcp } from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { type Env, readEnv } from "#app/lib/env.server.ts";
import { checkAddresses } from "#scripts/doctor/check-addresses.ts";
import { checkCertificate } from "#scripts/doctor/check-certificate.ts";
import { sandboxEnv } from "#scripts/sandbox/keys.ts";
import { useDatabase } from "#tests/support/database.ts";

const { url: databaseUrl } = useDatabase();

/** Loopback that is not "this machine only" to the doctor; the certificates are made out to it. */
const host = "127.0.0.2";
const folder = "tests/scripts/certificates";
const pem = (name: string) => readFileSync(`${folder}/${name}`, "utf8");
const whole = pem("leaf.pem") + pem("intermediate.pem");

const trusted = getCACertificates("default");
beforeAll(() => setDefaultCACertificates([...trusted, pem("root.pem")]));
afterAll(() => setDefaultCACertificates(trusted));

/** What the web server answers the doctor: 400 to what is no JSON, and a form leads back to its page. */
const honest: RequestListener = (request, response) => {
  if (request.url === "/theme") response.writeHead(303, { location: "/courses" }).end();
  else response.writeHead(request.method === "POST" ? 400 : 200).end();
};

async function listen(server: Server | ReturnType<typeof createTcp>): Promise<number> {
  server.listen(0, host);
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}
const https = (cert: string, answer = honest) => listen(createHttps({ cert, key: pem("leaf.key") }, answer));
const http = (answer: RequestListener) => listen(createHttp(answer));

async function free(): Promise<number> {
  const server = createTcp();
  const port = await listen(server);
  server.close();
  await once(server, "close");
  return port;
}

const envAt = (port: number): Env =>
  readEnv({
    ...sandboxEnv("http://127.0.0.1:9"),
    APP_URL: `https://${host}:${port}`,
    DATABASE_URL: databaseUrl,
    SESSION_SECRET: "a secret of the doctor tests of 32 characters and more",
  });

/** Each code with whether it is well. */
async function codes(port: number, httpPort?: number): Promise<Record<string, boolean>> {
  const found = await checkAddresses(envAt(port), { sandbox: false, httpPort: httpPort ?? (await free()) });
  return Object.fromEntries(found.map((one) => [one.code, one.ok]));
}

test("a whole deployment is well under every code", async () => {
  const port = await https(whole);
  const plain = await http((_request, response) =>
    response.writeHead(301, { location: `https://${host}:${port}/` }).end(),
  );
  expect(await codes(port, plain)).toEqual({
    public_url: true,
    "tls.name": true,
    "tls.chain": true,
    "tls.expiry": true,
    http_redirect: true,
    "webhook.paymob": true,
    "webhook.ikhokha": true,
    return_url: true,
    forms: true,
  });
});

test("a form that is refused fails; one that a proxy's other Host leads astray is worth advice", async () => {
  const told = async (answer: RequestListener) => {
    const found = await checkAddresses(envAt(await https(whole, answer)), {
      sandbox: false,
      httpPort: await free(),
    });
    const { ok, advice } = found.find(({ code }) => code === "forms")!;
    return { ok, advice: advice ?? false };
  };
  const led =
    (status: number, location?: string): RequestListener =>
    (_request, response) =>
      response.writeHead(status, location ? { location } : {}).end();
  expect(await told(led(500))).toEqual({ ok: false, advice: false });
  expect(await told(led(303, "/"))).toEqual({ ok: true, advice: true });
  expect(await told(honest)).toEqual({ ok: true, advice: false });
});

const certificateOf = async (port: number) =>
  Object.fromEntries(
    (await checkCertificate(new URL(`https://${host}:${port}`))).map((one) => [one.code, one.ok]),
  );

test("an expired certificate fails under its own code", async () => {
  expect(await certificateOf(await https(pem("expired.pem") + pem("intermediate.pem")))).toMatchObject({
    "tls.name": true,
    "tls.expiry": false,
  });
});

test("a certificate without its intermediate fails, as it would at a gateway", async () => {
  expect(await certificateOf(await https(pem("leaf.pem")))).toEqual({
    "tls.name": true,
    "tls.chain": false,
    "tls.expiry": true,
  });
});

test("a root nobody knows fails the chain", async () => {
  setDefaultCACertificates(trusted);
  onTestFinished(() => setDefaultCACertificates([...trusted, pem("root.pem")]));
  expect(await certificateOf(await https(whole))).toMatchObject({ "tls.chain": false, "tls.expiry": true });
});

test("a certificate for another name fails under its own code", async () => {
  expect(await certificateOf(await https(pem("other.pem") + pem("intermediate.pem")))).toEqual({
    "tls.name": false,
    "tls.chain": true,
    "tls.expiry": true,
  });
});

test("a port that speaks no TLS, and one where nobody is, fail all three", async () => {
  const none = { "tls.name": false, "tls.chain": false, "tls.expiry": false };
  expect(await certificateOf(await http(honest))).toEqual(none);
  expect(await certificateOf(await free())).toEqual(none);
});

test("plain http that answers by itself, or leads elsewhere, fails; nobody there is well", async () => {
  const port = await https(whole);
  const redirects = async (answer: RequestListener) => (await codes(port, await http(answer))).http_redirect;
  const to =
    (location: string): RequestListener =>
    (_request, response) =>
      response.writeHead(302, { location }).end();
  expect(await redirects(honest)).toBe(false);
  expect(await redirects(to("https://elsewhere.test/"))).toBe(false);
  expect(await redirects(to(`http://${host}/again`))).toBe(false);
  expect(await redirects(to(`https://${host}:${port}/`))).toBe(true);
  expect((await codes(port, await free())).http_redirect).toBe(true);
});

test("a redirect on the webhook address fails under each gateway's code, and what answers for somebody else too", async () => {
  const moved = await https(whole, (request, response) => {
    if (request.method === "POST") response.writeHead(308, { location: "https://www.school.test/" }).end();
    else response.writeHead(302, { location: "https://www.school.test/x" }).end();
  });
  expect(await codes(moved)).toMatchObject({
    "webhook.paymob": false,
    "webhook.ikhokha": false,
    return_url: false,
    "tls.chain": true,
  });
  const foreign = await https(whole, (_request, response) => response.writeHead(200).end());
  expect(await codes(foreign)).toMatchObject({ "webhook.paymob": false, return_url: true });
});

test("the doctor as a process: the failed line under its code, exit 1", async () => {
  const port = await https(pem("expired.pem") + pem("intermediate.pem"));
  const child = spawn(process.execPath, ["scripts/doctor.ts"], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "test",
      NODE_EXTRA_CA_CERTS: `${folder}/root.pem`,
      ...sandboxEnv("http://127.0.0.1:9"),
      APP_URL: `https://${host}:${port}`,
      DATABASE_URL: databaseUrl,
      SESSION_SECRET: "a secret of the doctor tests of 32 characters and more",
    },
  });
  let said = "";
  child.stdout.on("data", (chunk) => {
    said += chunk;
  });
  const [code] = await once(child, "close");
  expect(said).toMatch(/^FAILED {2}tls\.expiry/m);
  expect(said).toMatch(/^ok {6}tls\.name/m);
  expect(code).toBe(1);
}, 60_000);
