import type { RequestHandler } from "express";
import { refuse } from "#app/http/refuse.server.ts";

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses changes that another site's page sends with our visitor's cookies. Browsers say where a request comes from
 * in Sec-Fetch-Site, older ones in Origin; a client that says neither is no browser and carries nobody's cookies.
 */
export function sameOrigin(appUrl: string): RequestHandler {
  const appHost = new URL(appUrl).host;
  return (req, res, next) => {
    if (safeMethods.has(req.method)) return next();
    const site = req.get("sec-fetch-site");
    const origin = req.get("origin");
    const ours = site
      ? site === "same-origin" || site === "none"
      : !origin || [appHost, req.get("host")].includes(hostOf(origin));
    if (ours) {
      // Remix compares it with Host, which some proxies rewrite, and fails with 500: this is the one judgement.
      delete req.headers.origin;
      return next();
    }
    refuse(req, res, 403, "another_site").catch(next);
  };
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
