import { once } from "node:events";
import { connect } from "node:tls";
import { createGateways } from "#app/gateways/registry.server.ts";
import type { Env } from "#app/lib/env.server.ts";
import { type Finding, finding, well, wrong } from "#scripts/doctor/finding.ts";

const loopback = ["localhost", "127.0.0.1", "[::1]"];
const certificateDays = 14;

/** The addresses that gateways and browsers use from outside: reachable, properly encrypted, without detours. */
export async function checkAddresses(env: Env, options: { sandbox: boolean }): Promise<Finding[]> {
  const webhooks = [...createGateways(env).keys()].map((name) =>
    finding(`webhook.${name}`, () =>
      checkWebhook(`webhook.${name}`, `${env.APP_URL}/api/payments/webhook/${name}`),
    ),
  );
  return Promise.all([
    finding("public_url", () => checkPublicUrl(new URL(env.APP_URL), options)),
    ...webhooks,
    finding("return_url", () => checkReturnUrl(`${env.APP_URL}/courses/doctor/payment/result`)),
  ]);
}

/** Node verifies the chain as the gateways do: a missing intermediate certificate fails here as it does there. */
async function checkPublicUrl(url: URL, options: { sandbox: boolean }): Promise<Finding> {
  if (loopback.includes(url.hostname))
    return options.sandbox
      ? well("public_url", `${url.origin} is this machine only, which the sandbox can reach`)
      : wrong(
          "public_url",
          `${url.origin} is this machine only: no gateway can reach it. Set APP_URL to the public https address`,
        );
  const port = Number(url.port || 443);
  const socket = connect({ host: url.hostname, port, servername: url.hostname, timeout: 10_000 });
  try {
    socket.once("timeout", () => socket.destroy(new Error(`no answer from ${url.host} within 10 s`)));
    await once(socket, "secureConnect");
    const days = Math.floor((Date.parse(socket.getPeerCertificate().valid_to) - Date.now()) / 86_400_000);
    const text = `certificate and chain of ${url.host} are valid, for ${days} more days`;
    return days >= certificateDays ? well("public_url", text) : wrong("public_url", `${text}: renew it`);
  } finally {
    socket.destroy();
  }
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
