import type { ActionFunctionArgs, LoaderFunctionArgs, ServerBuild } from "@remix-run/node";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { recordHit, recordLoad } from "#app/features/performance/record.server.ts";
import { cacheLoader } from "#app/http/cache-loader.server.ts";
import { labelAnswer, labelData } from "#app/http/label-answer.server.ts";
import type { Loaded, LoaderCache } from "#app/http/loader-cache.server.ts";
import { refusalPages } from "#app/http/refusal-pages.server.ts";
import { rememberWrite } from "#app/http/remember-write.server.ts";
import type { AttemptLimit } from "#app/http/sign-in-limit.server.ts";
import { databaseErrorCode, isDatabaseAway } from "#app/lib/db.server.ts";
import { newId } from "#app/lib/ids.ts";
import { log } from "#app/lib/logger.server.ts";
import { tallyQueries } from "#app/lib/query-tally.server.ts";

type Args = LoaderFunctionArgs | ActionFunctionArgs;
type Handler = ((args: never) => unknown) | undefined;

/**
 * The build with every loader and action guarded: what they throw by mistake is logged once under a new error id and
 * becomes a 500 (a 503 while the database is away) whose data is `{ errorId }`, the only thing an error page may know of it, and for a loader
 * `again: true`: to ask once more does nothing twice. What nobody could have read is the sender's mistake, a 400. Actions that sign people in
 * are refused with 429 and `{ retryAfterSeconds }` when one address tries too often. Loaders stand behind the cache as
 * their route's handle says; after an action the browser knows how far it has written. What a route without a page
 * refuses to staff who open its file, or to whoever sent its form, is a page too.
 */
export function guardRoutes(build: ServerBuild, limit: AttemptLimit, cache: LoaderCache): ServerBuild {
  const asPage = refusalPages(() => guardedBuild);
  const routes = Object.entries(build.routes).map(([id, route]) => {
    if (!route) return [id, route] as const;
    const { loader, action } = route.module;
    const module = { ...route.module };
    const handle = route.module.handle as RouteHandle | undefined;
    if (loader) {
      const load = cacheLoader(id, handle, cache, loader);
      module.loader = guarded(id, { again: true }, async (args: LoaderFunctionArgs) =>
        labelAnswer(await measured(id, () => load(args)), args.context),
      ) as typeof loader;
    }
    if (action)
      module.action = guarded(id, {}, async (args: ActionFunctionArgs) => {
        const refusal = await limit.begin(id, args.context.clientIp);
        if (refusal) throw Response.json(refusal, { status: 429, headers: retryAfter(refusal) });
        let reloads = false;
        try {
          const answer = await action(args);
          reloads = loadsAnew(answer);
          await limit.end(id, args.context.clientIp, answer);
          return answer;
        } catch (error) {
          reloads = isAnswer(error) && loadsAnew(error);
          throw error;
        } finally {
          if (byPersonKnown(handle)) await rememberWrite(args.context, reloads);
        }
      }) as typeof action;
    if (module.default == null && module.ErrorBoundary == null) {
      const { read, write } = handle?.access ?? {};
      if (loader && read?.includes(":")) module.loader = asPage(id, module.loader as never) as typeof loader;
      if (action && write !== "credential")
        module.action = asPage(id, module.action as never) as typeof action;
    }
    return [id, { ...route, module }] as const;
  });
  const entry = { ...build.entry, module: { ...build.entry.module, handleDataRequest: labelData } };
  const guardedBuild: ServerBuild = { ...build, entry, routes: Object.fromEntries(routes) };
  return guardedBuild;
}

/** Only who is signed in reads what they wrote. A gateway keeps no cookie, and waits for its answer. */
function byPersonKnown(handle: RouteHandle | undefined): boolean {
  const write = handle?.access.write;
  return write !== "anyone" && write !== "credential";
}

/** A page loads anew after its action, unless that was refused; but it does where somebody was first (lib/reload-scope.ts). */
function loadsAnew(answer: unknown): boolean {
  const { status, init } = (answer ?? {}) as { status?: unknown; init?: { status?: number } | null };
  const given = answer instanceof Response ? status : isAnswer(answer) ? init?.status : undefined;
  return typeof given !== "number" || given < 400 || given === 409;
}

/** Runs a loader; what it took is for /admin/performance. */
async function measured(id: string, load: () => Promise<Loaded>): Promise<Loaded> {
  const began = performance.now();
  const tally = { queries: 0, queryMs: 0 };
  const loaded = await tallyQueries(tally, load);
  if (loaded.hit) recordHit(id);
  else recordLoad(id, { ms: performance.now() - began, ...tally });
  return loaded;
}

function guarded(routeId: string, told: { again?: true }, handler: NonNullable<Handler>) {
  return async (args: Args) => {
    try {
      return await handler(args as never);
    } catch (error) {
      if (isAnswer(error)) throw error;
      if (isSendersMistake(error)) throw new Response(null, { status: 400 });
      const errorId = newId("err");
      if (!args.context.signal.aborted) log.error({ err: error, errorId, routeId }, "route failed");
      const away = isDatabaseAway(error);
      throw Response.json(
        { errorId, ...told },
        away ? { status: 503, headers: { "Retry-After": "5" } } : { status: 500 },
      );
    }
  };
}

/** Thrown on purpose: a Response, or Remix's data() with a status. */
function isAnswer(error: unknown): boolean {
  return error instanceof Response || (error as { type?: unknown } | null)?.type === "DataWithResponseInit";
}

/** Text with a NUL or half a character, which PostgreSQL refuses by these codes, and a body that is no form. */
function isSendersMistake(error: unknown): boolean {
  const code = databaseErrorCode(error) ?? "";
  const noForm =
    error instanceof TypeError &&
    /^(Content-Type was not one of|Failed to parse body as FormData)/.test(error.message);
  return noForm || code === "22021" || code === "22P05";
}

function retryAfter(refusal: { retryAfterSeconds: number }) {
  return { "Retry-After": String(refusal.retryAfterSeconds) };
}
