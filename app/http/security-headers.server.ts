import type { RequestHandler } from "express";
import helmet from "helmet";
import type { Env } from "#app/lib/env.server.ts";

/**
 * Content security policy and its companions. Scripts run from our own files or with the document's nonce only.
 * A Referer goes to ourselves alone: result links carry a token, and Chrome sends `Origin: null` under "no-referrer".
 */
export function securityHeaders(env: Env, options: { development: boolean }): RequestHandler {
  const https = env.APP_URL.startsWith("https:");
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", (_req, res) => `'nonce-${(res as { cspNonce?: string }).cspNonce}'`],
        // React writes style attributes (charts, floating elements); no policy short of this allows them.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:"],
        fontSrc: ["'self'"],
        connectSrc: options.development ? ["'self'", "ws:"] : ["'self'"],
        formAction: ["'self'", ...checkoutOrigins(env)],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        ...(https && { upgradeInsecureRequests: [] }),
      },
    },
    referrerPolicy: { policy: "same-origin" },
    strictTransportSecurity: https && { maxAge: 31_536_000, includeSubDomains: false },
    xFrameOptions: { action: "deny" },
    crossOriginEmbedderPolicy: false,
  });
}

/**
 * Where the checkout form's answer may send the browser: browsers hold form-action against redirects too.
 * iKhokha's API names the payment page's host only in its answer; securepay.ikhokha.red and .com were seen (gateways.md).
 */
export function checkoutOrigins(env: Env): string[] {
  const addresses = [env.PAYMOB_BASE_URL, env.PAYMOB_CHECKOUT_URL, env.IKHOKHA_BASE_URL];
  const origins = addresses.flatMap((address) => (address ? [new URL(address).origin] : []));
  if (env.PAYMOB_SECRET_KEY) origins.push("https://*.paymob.com");
  if (env.IKHOKHA_APP_ID) origins.push("https://*.ikhokha.com", "https://*.ikhokha.red");
  return [...new Set(origins)];
}
