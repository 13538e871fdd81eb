import type { LoaderFunctionArgs } from "@remix-run/node";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { getUser } from "#app/auth/session.server.ts";
import { sessionCookie } from "#app/auth/session-cookie.server.ts";
import { revisions } from "#app/features/outbox/revisions.server.ts";
import { type Asking, answerLabel, mayRead } from "#app/http/answer-label.server.ts";
import type { Loaded, LoaderCache } from "#app/http/loader-cache.server.ts";
import { cookieValue } from "#app/lib/cookie-value.ts";

type Load = (args: LoaderFunctionArgs) => unknown;

/**
 * A route's loader behind the cache, as far as its `handle` lets it be. Whoever may not load it is left to the loader,
 * which says so in its own words; a loader whose result is kept is handed only what the label was made of, so that
 * nothing else can find its way into an answer for others.
 */
export function cacheLoader(
  id: string,
  handle: RouteHandle | undefined,
  cache: LoaderCache,
  loader: Load,
): (args: LoaderFunctionArgs) => Promise<Loaded> {
  if (!handle?.topics?.length)
    return async (args) => ({ result: await loader(args), hit: false, late: false });
  return async (args) => {
    const { request, context } = args;
    const user = await getUser(request);
    const url = new URL(request.url);
    const asking: Asking = {
      user,
      cookies: request.headers.get("cookie") ?? undefined,
      acceptLanguage: request.headers.get("accept-language") ?? undefined,
    };
    const label = mayRead(handle, user)
      ? answerLabel(handle, asking, url.pathname + url.search, revisions())
      : null;
    if (label === null) return { result: await loader(args), hit: false, late: false };
    const signal = new AbortController().signal;
    return cache.get(`${id} ${label}`, async () =>
      loader({
        request: bareRequest(handle, url, asking),
        params: handle.ignoresAddress ? {} : args.params,
        // Others may be waiting for it: who asked first may leave.
        context: { cspNonce: "", requestId: context.requestId, clientIp: "", signal },
      }),
    );
  };
}

/** The request without anything that the label does not tell. */
function bareRequest(handle: RouteHandle, url: URL, { user, cookies, acceptLanguage }: Asking): Request {
  const headers = new Headers();
  const kept = user ? [sessionCookie().name] : ["locale"];
  const pairs = kept.flatMap((name) => {
    const value = handle.scope === "everyone" ? undefined : cookieValue(cookies, name);
    return value === undefined ? [] : [`${name}=${value}`];
  });
  if (pairs.length > 0) headers.set("cookie", pairs.join("; "));
  if (!user && acceptLanguage) headers.set("accept-language", acceptLanguage);
  return new Request(handle.ignoresAddress ? url.origin : url, { headers });
}
