import { createGateways } from "#app/gateways/registry.server.ts";
import type { Env } from "#app/lib/env.server.ts";
import { checkCertificate } from "#scripts/doctor/check-certificate.ts";
import { advice, type Finding, finding, well, wrong } from "#scripts/doctor/finding.ts";

const loopback = ["localhost", "127.0.0.1", "[::1]"];

interface AddressOptions {
  sandbox: boolean;
  /** Where plain http would answer: 80, or a test's own. */
  httpPort?: number;
}

/** The addresses that gateways and browsers use from outside: reachable, properly encrypted, without detours. */
export async function checkAddresses(env: Env, options: AddressOptions): Promise<Finding[]> {
  const webhooks = [...createGateways(env).keys()].map((name) =>
    finding(`webhook.${name}`, () =>
      checkWebhook(`webhook.${name}`, `${env.APP_URL}/api/payments/webhook/${name}`),
    ),
  );
  return [
    ...(await checkPublicUrl(new URL(env.APP_URL), options)),
    ...(await Promise.all([
      ...webhooks,
      finding("return_url", () => checkReturnUrl(`${env.APP_URL}/courses/doctor/payment/result`)),
      finding("forms", () => checkForms(new URL(env.APP_URL))),
    ])),
  ];
}

async function checkPublicUrl(url: URL, options: AddressOptions): Promise<Finding[]> {
  if (loopback.includes(url.hostname))
    return [
      options.sandbox
        ? well("public_url", `${url.origin} is this machine only, which the sandbox can reach`)
        : wrong(
            "public_url",
            `${url.origin} is this machine only: no gateway can reach it. Set APP_URL to the public https address`,
          ),
    ];
  if (url.protocol !== "https:")
    return [wrong("public_url", `${url.origin} is not encrypted: set APP_URL to the https address`)];
  return [
    well("public_url", `${url.origin} is a public https address`),
    ...(await checkCertificate(url)),
    await finding("http_redirect", () => checkHttpRedirect(url, options.httpPort ?? 80)),
  ];
}

/** Whoever types the address without https must not read or send anything unencrypted. */
async function checkHttpRedirect(url: URL, port: number): Promise<Finding> {
  const plain = `http://${url.hostname}${port === 80 ? "" : `:${port}`}/`;
  let response: Response;
  try {
    response = await fetch(plain, { redirect: "manual", signal: AbortSignal.timeout(10_000) });
  } catch (error) {
    const cause = (error as Error).cause as NodeJS.ErrnoException | undefined;
    if (cause?.code === "ECONNREFUSED") return well("http_redirect", `nothing answers on ${plain}`);
    throw error;
  }
  const target = response.headers.get("location");
  const leads = response.status >= 300 && response.status < 400 && target ? new URL(target, plain) : null;
  if (!leads)
    return wrong(
      "http_redirect",
      `${plain} answers ${response.status} unencrypted: redirect it to ${url.origin}`,
    );
  if (leads.protocol !== "https:" || leads.hostname !== url.hostname)
    return wrong("http_redirect", `${plain} redirects to ${leads.href} instead of ${url.origin}`);
  return well("http_redirect", `${plain} leads to ${leads.origin}`);
}

/** Posts what is no JSON: the route answers 400 and stores nothing. Any other answer is not our route's. */
async function checkWebhook(code: string, url: string): Promise<Finding> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: "doctor",
    redirect: "manual",
    signal: AbortSignal.timeout(10_000),
  });
  if (response.status === 400) return well(code, `${url} is reachable, without a redirect`);
  if (response.status >= 300 && response.status < 400)
    return wrong(
      code,
      `${url} redirects to ${response.headers.get("location")}: gateways do not follow. Set APP_URL to the final address`,
    );
  if (response.status === 404)
    return wrong(
      code,
      `${url} answers 404: does the web server have this gateway's keys and webhook secret?`,
    );
  return wrong(
    code,
    `${url} answers ${response.status} where 400 is due: something stands between it and the web server`,
  );
}

async function checkReturnUrl(url: string): Promise<Finding> {
  const response = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(10_000) });
  const target = response.headers.get("location");
  if (target && new URL(target, url).origin !== new URL(url).origin)
    return wrong(
      "return_url",
      `${url} redirects to another address, ${target}: students would lose their session`,
    );
  if (response.status >= 500) return wrong("return_url", `${url} answers ${response.status}`);
  return well("return_url", `students come back to ${new URL(url).origin}/courses/…/payment/result`);
}

/** Sends the smallest form as a browser does: whoever sends it belongs back on the page that had it. */
async function checkForms(url: URL): Promise<Finding> {
  const page = `${url.origin}/courses`;
  const response = await fetch(`${url.origin}/theme`, {
    method: "POST",
    headers: { Origin: url.origin, Referer: page, Accept: "text/html" },
    body: new URLSearchParams({ theme: "" }),
    redirect: "manual",
    signal: AbortSignal.timeout(10_000),
  });
  if (response.status !== 303)
    return wrong("forms", `a form sent to ${url.origin} is answered ${response.status} where 303 is due`);
  const target = new URL(response.headers.get("location") ?? "", url);
  if (target.pathname !== "/courses")
    return advice(
      "forms",
      `forms are taken, but Host does not arrive as ${url.host}: let the proxy pass it on, or people who send a form land on the front page`,
    );
  return well("forms", `forms are taken, and lead back to ${page}`);
}
