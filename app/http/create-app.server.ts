import { randomBytes } from "node:crypto";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { join } from "node:path";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type RequestHandler } from "express";
import sirv from "sirv";
import { recordUnchanged } from "#app/features/performance/record.server.ts";
import { type Foreseen, foreseeAnswers } from "#app/http/answer-unchanged.server.ts";
import { clientAddress, type TrustProxy, trustSetting } from "#app/http/client-address.server.ts";
import { formCap } from "#app/http/form-cap.server.ts";
import { guardRoutes } from "#app/http/guard-routes.server.ts";
import { callHotRoute, hotRoute } from "#app/http/hot-routes.server.ts";
import type { LoadContext } from "#app/http/load-context.ts";
import { LoaderCache } from "#app/http/loader-cache.server.ts";
import { refuse } from "#app/http/refuse.server.ts";
import { remixHandler } from "#app/http/remix-handler.server.ts";
import { beginRequest } from "#app/http/request-log.server.ts";
import { sameOrigin } from "#app/http/same-origin.server.ts";
import { securityHeaders } from "#app/http/security-headers.server.ts";
import { attemptLimit } from "#app/http/sign-in-limit.server.ts";
import type { Env } from "#app/lib/env.server.ts";
import { newId } from "#app/lib/ids.ts";
import { log, withLogScope } from "#app/lib/logger.server.ts";

export interface AppOptions {
  env: Env;
  /** Read at each request, so that development can rebuild. */
  build: () => ServerBuild | Promise<ServerBuild>;
  /** Names what the server would answer with: answers labelled under another one are loaded anew. */
  buildId?: string;
  /** Fingerprinted files and the rest of public/; unset in development, where `vite` serves them. */
  assetsDirectory?: string;
  wordFiles?: LoadContext["wordFiles"];
  vite?: RequestHandler;
}

type AppResponse = ServerResponse & { cspNonce: string; requestId: string; foreseen?: Foreseen | null };

const formBytes = 1024 * 1024;
/** Seconds. */
const year = 31_536_000;

/** The web server as one listener for node:http: hot routes first, everything else through express and Remix. */
export function createApp(options: AppOptions): RequestListener {
  const { env } = options;
  const limit = attemptLimit();
  const trust = () => app.get("trust proxy fn") as TrustProxy;
  const contextOf = (req: IncomingMessage, res: AppResponse) =>
    loadContext(req, res, clientAddress(req, trust()), options.wordFiles);
  // In production one build for ever; in development each change of a file brings another.
  let current: Served | undefined;
  const latest = async () => {
    const source = await options.build();
    if (current?.source === source) return current;
    const build = guardRoutes(source, limit, new LoaderCache());
    const getLoadContext = (req: IncomingMessage, res: unknown) => contextOf(req, res as AppResponse);
    const foresee = foreseeAnswers(source, options.buildId ?? newId("req"));
    current = { source, build, foresee, remix: remixHandler(build, getLoadContext) };
    return current;
  };

  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", trustSetting(env.TRUST_PROXY));

  app.use((_req, res, next) => {
    (res as unknown as AppResponse).cspNonce = randomBytes(16).toString("base64");
    next();
  });
  app.use((req, res, next) =>
    isReadable(req) ? next() : fail({ status: 400 }, req, res as unknown as AppResponse),
  );
  app.use(securityHeaders(env, { development: Boolean(options.vite) }));
  if (options.assetsDirectory) serveFiles(app, options.assetsDirectory);
  // The words of one part of a page are some 800 bytes: compressed, a page of many such parts is 1 kB less to fetch.
  app.use(compression({ threshold: 256 }));
  if (options.vite) app.use(options.vite);
  app.use(sameOrigin(env.APP_URL), formCap(formBytes));
  app.use((req, res, next) => {
    latest().then(({ remix }) => remix(req, res, next), next);
  });
  app.use(((error, req, res, _next) =>
    fail(error, req, res as unknown as AppResponse)) as express.ErrorRequestHandler);

  return (req, plainResponse) => {
    const res = plainResponse as AppResponse;
    if (!req.url?.startsWith("/")) req.url = ownPath(req.url);
    res.requestId = beginRequest(req, res);
    res.cspNonce = "";
    withLogScope({ requestId: res.requestId }, () => {
      const route = hotRoute(req.url ?? "/");
      if (route)
        latest()
          .then(({ build }) => callHotRoute(build, route, contextOf(req, res), req, res))
          .then((answered) => answered || app(req, res))
          .catch((error) => fail(error, req, res));
      else if (req.method === "GET")
        latest()
          .then(({ foresee }) => answerUnchanged(foresee, req, res))
          .then((answered) => answered || app(req, res))
          .catch((error) => fail(error, req, res));
      else app(req, res);
    });
  };
}

/** The path in a request line that names the whole address, as some proxies send it. */
function ownPath(url = "/"): string {
  const path = /^https?:\/\/[^/?#]*(.*)$/i.exec(url)?.[1] ?? url;
  return path.startsWith("/") ? path : `/${path}`;
}

/** A Request cannot be made for a host that is none, nor for a method that the web forbids. */
function isReadable({ method, headers }: IncomingMessage): boolean {
  const { host = "" } = headers;
  return method !== "TRACE" && /^[^\s/?#@\\]*$/.test(host) && URL.canParse(`http://${host || "localhost"}`);
}

/** The built files, as the build compressed them. Their names are known from the start: nothing is looked up on the disk. */
function serveFiles(app: express.Express, directory: string): void {
  const compressed = { brotli: true, gzip: true, etag: true, extensions: [] };
  const fingerprinted = sirv(join(directory, "assets"), { ...compressed, immutable: true, maxAge: year });
  app.use("/assets", fingerprinted, (_req, res) => res.status(404).end());
  app.use(sirv(directory, { ...compressed, maxAge: 3_600 }));
}

interface Served {
  source: ServerBuild;
  build: ServerBuild;
  foresee: ReturnType<typeof foreseeAnswers>;
  remix: RequestHandler;
}

/** Says 304 where the asker has the answer already, in front of everything that would work for it. */
async function answerUnchanged(
  foresee: Served["foresee"],
  req: IncomingMessage,
  res: AppResponse,
): Promise<boolean> {
  // Without the session's rows nothing can be foreseen; Remix then answers as it can.
  res.foreseen = await foresee(req).catch(() => null);
  if (!res.foreseen?.unchanged || isAhead(req)) return false;
  const { etag, cacheControl, routeIds } = res.foreseen;
  recordUnchanged(routeIds);
  res.writeHead(304, { ETag: etag, "Cache-Control": cacheControl }).end();
  return true;
}

/** The signal is made when first asked for: most requests never look at it. */
function loadContext(
  req: IncomingMessage,
  res: AppResponse,
  clientIp: string,
  wordFiles: LoadContext["wordFiles"],
): LoadContext {
  let signal: AbortSignal | undefined;
  return {
    cspNonce: res.cspNonce,
    requestId: res.requestId,
    clientIp,
    label: res.foreseen ?? null,
    ahead: isAhead(req),
    // An action outlives an asker who went away, and with them the answer.
    addCookie: (text) => void (res.headersSent || res.appendHeader("Set-Cookie", text)),
    wordFiles,
    get signal() {
      signal ??= closedSignal(res);
      return signal;
    },
  };
}

/** By a link that somebody points at (`prefetch="intent"`). */
const isAhead = ({ headers }: IncomingMessage) =>
  [headers["sec-purpose"], headers.purpose].some((purpose) => String(purpose).startsWith("prefetch"));

function closedSignal(res: ServerResponse): AbortSignal {
  const controller = new AbortController();
  if (res.destroyed) controller.abort();
  else res.once("close", () => controller.abort());
  return controller.signal;
}

/** What no route answered. Callers learn an id and nothing else; an address that cannot be read is their own mistake. */
function fail(error: unknown, req: IncomingMessage, res: AppResponse): void {
  const said = (error as { status?: unknown } | null)?.status;
  const status = said === 404 || said === 400 ? said : 500;
  if (status === 500) log.error({ err: error, errorId: newId("err") }, "request failed");
  if (res.headersSent) {
    res.destroy();
    return;
  }
  refuse(req, res, status, reasons[status]).catch(() => res.destroy());
}

const reasons = { 400: "unreadable", 404: "nothing_here", 500: "our_fault" } as const;
