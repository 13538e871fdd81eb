import { type Gateway, type GatewayName, gatewayLabels, gatewayNames } from "#app/gateways/gateway.ts";
import { createGateways } from "#app/gateways/registry.server.ts";
import type { Env } from "#app/lib/env.server.ts";
import { newId } from "#app/lib/ids.ts";
import { type Finding, finding, well, wrong } from "#scripts/doctor/finding.ts";
import { signIkhokha } from "#scripts/sandbox/ikhokha/sign-message.ts";
import { signTransaction } from "#scripts/sandbox/paymob/sign-callback.ts";

/** For each gateway with keys: do its keys work, and do we agree with ourselves about signatures? */
export async function checkGateways(env: Env): Promise<Finding[]> {
  const gateways = createGateways(env);
  if (gateways.size === 0)
    return [wrong("gateways", "no gateway has all its keys: nobody can pay (see .env.example)")];
  const findings = [...gateways.values()].map((gateway) => [
    finding(`keys.${gateway.name}`, () => askAboutNothing(gateway)),
    finding(`signature.${gateway.name}`, async () => checkSignature(gateway, env)),
  ]);
  const off = gatewayNames.filter((name) => !gateways.has(name));
  return [
    ...(await Promise.all(findings.flat())),
    ...off.map((name) => well(`keys.${name}`, `${gatewayLabels[name]} is off: not all of its keys are set`)),
  ];
}

/** A signed question about a payment that does not exist: only right keys get "there is none" as the answer. */
async function askAboutNothing(gateway: Gateway): Promise<Finding> {
  const code = `keys.${gateway.name}`;
  const attemptId = newId("att");
  // iKhokha documents "not found" for its own link ids only; Paymob for our references.
  const orderRef = gateway.name === "ikhokha" ? `doctor${attemptId.slice(-10)}` : null;
  const reply = await gateway.inquire({ attemptId, orderRef, transactionRef: null });
  const label = gatewayLabels[gateway.name];
  if (reply.outcome !== "unknown") return well(code, `${label} accepts our keys and signature`);
  if (reply.code === "auth") return wrong(code, `${label} refuses our keys: ${reply.reason}`);
  return wrong(code, `${label} gives no usable answer (${reply.code}): ${reply.reason}`);
}

/** Signs a callback as the gateway would and hands it to what verifies the real ones; then breaks the signature. */
function checkSignature(gateway: Gateway, env: Env): Finding {
  const code = `signature.${gateway.name}`;
  const rightly = gateway.authenticate(...signedCallback(gateway.name, env, false)).verdict;
  const wrongly = gateway.authenticate(...signedCallback(gateway.name, env, true)).verdict;
  if (rightly === "authentic" && wrongly === "bad_signature")
    return well(code, "a callback signed with our secret verifies, a broken signature does not");
  return wrong(code, `signed with our secret: ${rightly}; with a broken signature: ${wrongly}`);
}

function signedCallback(name: GatewayName, env: Env, broken: boolean): [Uint8Array, Headers, URL] {
  const flip = (hex: string) => (broken ? hex.replace(/^./, (first) => (first === "0" ? "1" : "0")) : hex);
  const url = new URL(`${env.APP_URL}/api/payments/webhook/${name}`);
  if (name === "paymob") {
    const obj = { id: 1, amount_cents: 100, currency: "EGP", order: { id: 1 }, success: false };
    url.searchParams.set("hmac", flip(signTransaction(obj, env.PAYMOB_HMAC_SECRET ?? "")));
    return [Buffer.from(JSON.stringify({ type: "TRANSACTION", obj })), new Headers(), url];
  }
  const text = JSON.stringify({ paylinkID: "doctor", status: "FAILURE" });
  const headers = new Headers({
    "ik-appid": env.IKHOKHA_APP_ID ?? "",
    "ik-sign": flip(signIkhokha(url.pathname, text, env.IKHOKHA_APP_SECRET ?? "")),
  });
  return [Buffer.from(text), headers, url];
}
