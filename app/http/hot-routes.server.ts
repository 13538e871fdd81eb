import type { IncomingMessage, ServerResponse } from "node:http";
import type { ActionFunctionArgs, LoaderFunctionArgs, ServerBuild } from "@remix-run/node";
import type { LoadContext } from "#app/http/load-context.ts";
import { toRequest } from "#app/http/node-request.server.ts";
import { wantsDocument } from "#app/http/refusal-pages.server.ts";
import { sendResponse } from "#app/http/send-response.server.ts";

export interface HotRoute {
  id: string;
  /** A list's file: what it refuses to a browser is a page, which Remix draws. */
  isFile?: true;
  params: Record<string, string | undefined>;
}

const webhook = /^\/api\/payments\/webhook(?:\/([^/]+))?\/?$/;
const file = /^\/admin\/([a-z]+)\.csv$/;
const fixed = new Map([
  ["/events", "routes/events"],
  ["/healthz", "routes/healthz"],
  ["/readyz", "routes/readyz"],
]);

/** The route that the server calls itself, before Remix: a webhook through Remix's router costs three times as much. */
export function hotRoute(url: string): HotRoute | null {
  const query = url.indexOf("?");
  const path = query < 0 ? url : url.slice(0, query);
  const id = fixed.get(path);
  if (id) return { id, params: {} };
  // Through Remix a file would be read as fast as the database gives it, whoever is slow to take it.
  const list = file.exec(path)?.[1];
  if (list) return { id: `routes/admin.${list}[.]csv`, params: {}, isFile: true };
  const match = webhook.exec(path);
  return match && { id: "routes/api.payments.webhook.($gateway)", params: { gateway: match[1] } };
}

/** Calls a hot route's loader or action as Remix would; false if the answer is left to Remix. Throws only what a guarded route cannot: its absence. */
export async function callHotRoute(
  build: ServerBuild,
  route: HotRoute,
  context: LoadContext,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<boolean> {
  const module = build.routes[route.id]?.module;
  if (!module) throw new Error(`the build has no route ${route.id}`);
  const reads = req.method === "GET" || req.method === "HEAD";
  const handler = (reads ? module.loader : module.action) as
    | ((args: LoaderFunctionArgs | ActionFunctionArgs) => Promise<unknown>)
    | undefined;
  // Few routes look at it, and making one takes longer than a whole empty answer.
  const signal = () => context.signal;
  const response = handler
    ? await answer(() => handler({ request: toRequest(req, signal), params: route.params, context }))
    : new Response(null, { status: 405, headers: { Allow: reads ? "POST" : "GET" } });
  if (route.isFile && response.status >= 400 && wantsDocument(req.headers.accept)) return false;
  await sendResponse(res, response);
  return true;
}

async function answer(call: () => Promise<unknown>): Promise<Response> {
  try {
    const response = await call();
    if (response instanceof Response) return response;
    throw new Error("a resource route must answer with a Response");
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  }
}
