import { createRequestHandler, type GetLoadContextFunction } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import type { Request, RequestHandler, Response } from "express";
import { routeIndex } from "#app/http/route-index.server.ts";

/**
 * Remix's own handler. Twice for each request it matches the address against every route there is, making their patterns
 * anew: a request for data, whose routes are known by then, goes to one that knows these alone.
 */
export function remixHandler(build: ServerBuild, getLoadContext: GetLoadContextFunction): RequestHandler {
  const routesAt = routeIndex(build);
  const whole = createRequestHandler({ build, getLoadContext });
  const ofRoute = new Map<string, RequestHandler>();
  return (req, res, next) => {
    if (req.method !== "GET" && req.method !== "HEAD") sayWhatIsAllowed(req, res, routesAt);
    const routes = req.method === "GET" && req.path.endsWith(".data") ? routesAt(pageOf(req.path)) : [];
    const leaf = routes.at(-1)?.id;
    if (leaf === undefined) return whole(req, res, next);
    let handler = ofRoute.get(leaf);
    if (!handler) {
      const known = Object.fromEntries(routes.map(({ id }) => [id, build.routes[id]!]));
      handler = createRequestHandler({ build: { ...build, routes: known }, getLoadContext });
      ofRoute.set(leaf, handler);
    }
    return handler(req, res, next);
  };
}

/** Remix refuses a method that a route lacks with 405 and nothing else: which it has must be said with it. */
function sayWhatIsAllowed(req: Request, res: Response, routesAt: ReturnType<typeof routeIndex>): void {
  const { writeHead } = res;
  res.writeHead = (status: number, ...rest: unknown[]) => {
    if (status === 405 && !res.hasHeader("Allow")) {
      const leaf = routesAt(req.path.endsWith(".data") ? pageOf(req.path) : req.path).at(-1);
      const reads = !leaf?.isResource || leaf.hasLoader;
      res.setHeader("Allow", [reads && "GET, HEAD", leaf?.hasAction && "POST"].filter(Boolean).join(", "));
    }
    return writeHead.call(res, status, ...(rest as []));
  };
}

/** The address of the page whose data are asked for. */
export const pageOf = (dataPath: string) => dataPath.slice(0, -".data".length).replace(/^\/_root$/, "/");
