import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { ServerBuild } from "@remix-run/node";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { userOfCookies } from "#app/auth/session.server.ts";
import { revisions } from "#app/features/outbox/revisions.server.ts";
import { type Asking, answerLabel, mayRead } from "#app/http/answer-label.server.ts";
import { pageOf } from "#app/http/remix-handler.server.ts";
import { type KnownRoute, routeIndex } from "#app/http/route-index.server.ts";
import { cookieValue } from "#app/lib/cookie-value.ts";

/** What is known of an answer before any loader runs. */
export interface Foreseen {
  /** Weak: the same answer may travel compressed or not. */
  etag: string;
  cacheControl: string;
  /** The asker has this very answer already. */
  unchanged: boolean;
  routeIds: string[];
}

const privately = "private, no-cache";
/** For a catalogue that is the same for the whole world: shared caches may hand it out while they ask again. */
const publicly = "public, max-age=5, stale-while-revalidate=60";

/**
 * Foresees the answer to a request for data (`….data`, or a resource route's JSON) from what its routes declare,
 * without touching the database: the viewer comes from the sessions in memory, the rest from the revisions of the
 * topics. Null where one of the routes declares nothing, the viewer may not load it (Remix says so in full), or this
 * process does not know for certain. Documents carry a nonce and are never foreseen.
 */
export function foreseeAnswers(build: ServerBuild, buildId: string) {
  const routesAt = routeIndex(build);
  return async (req: IncomingMessage): Promise<Foreseen | null> => {
    const routes = dataRoutes(req.url ?? "/", routesAt);
    if (!routes) return null;
    const cookies = req.headers.cookie;
    const user = await userOfCookies(cookies);
    if (!routes.every(({ handle }) => mayRead(handle, user))) return null;
    const asking: Asking = { user, cookies, acceptLanguage: req.headers["accept-language"] };
    const labels = routes.map(({ handle }) => answerLabel(handle, asking, req.url!, revisions()));
    if (labels.includes(null)) return null;
    const shared = routes.every(({ handle }) => handle.scope === "everyone");
    // The root tells the page its theme and whether this browser reads Arabic.
    const device = shared
      ? []
      : [cookieValue(cookies, "theme"), cookieValue(cookies, "locale"), asking.acceptLanguage];
    const etag = `W/"${digest(JSON.stringify([buildId, device, labels]))}"`;
    return {
      etag,
      cacheControl: shared ? publicly : privately,
      unchanged: (req.headers["if-none-match"] ?? "").split(/\s*,\s*/).includes(etag),
      routeIds: routes.map(({ id }) => id),
    };
  };
}

type LabelledRoute = KnownRoute & { handle: RouteHandle };

/** The routes whose loaders make up the answer, if it is data and each of them says what it reads. */
function dataRoutes(url: string, routesAt: (path: string) => readonly KnownRoute[]): LabelledRoute[] | null {
  const at = url.indexOf("?");
  const path = at < 0 ? url : url.slice(0, at);
  if (path.startsWith("/assets/")) return null;
  const isData = path.endsWith(".data");
  const matched = routesAt(isData ? pageOf(path) : path);
  const wanted =
    isData && at >= 0 ? new URLSearchParams(url.slice(at)).get("_routes")?.split(",") : undefined;
  const asked = isData ? matched : matched.slice(-1).filter((route) => route.isResource);
  const loading = asked.filter((route) => route.hasLoader && (!wanted || wanted.includes(route.id)));
  return loading.length > 0 && loading.every(isLabelled) ? loading : null;
}

const isLabelled = (route: KnownRoute): route is LabelledRoute => route.handle?.topics !== undefined;

const digest = (text: string) => createHash("sha1").update(text).digest("base64url");
