import type { ActionFunctionArgs, AppLoadContext, EntryContext, LoaderFunctionArgs } from "@remix-run/node";
import { createReadableStreamFromReadable } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { localeOf } from "#app/auth/locale.server.ts";
import { NonceContext } from "#app/components/nonce.tsx";
import { runsScript } from "#app/components/script-cookie.ts";
import { documentBody } from "#app/lib/document-body.server.ts";
import { log } from "#app/lib/logger.server.ts";
import { isLocale } from "#app/messages/locales.ts";
import { WordsProvider } from "#app/messages/words-provider.tsx";

/** Milliseconds until loaders' deferred data is given up. */
export const streamTimeout = 5_000;

/** Renders a document: streamed to browsers known to run script, whole to others: without it late parts never show. */
export default async function handleDocument(
  request: Request,
  status: number,
  headers: Headers,
  entry: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  const whole = !runsScript(request) || isbot(request.headers.get("user-agent") ?? "");
  const loaded = (entry.staticHandlerContext.loaderData.root as { locale?: unknown } | undefined)?.locale;
  const locale = isLocale(loaded) ? loaded : await localeOf(request);
  headers.set("Content-Language", locale);
  if (status === 503) headers.set("Retry-After", "5");
  return new Promise((resolve, reject) => {
    let answered = false;
    let answerStatus = status;
    const send = () => {
      answered = true;
      const body = documentBody();
      headers.set("Content-Type", "text/html; charset=utf-8");
      if (!headers.has("Cache-Control")) headers.set("Cache-Control", "private, no-cache");
      resolve(new Response(createReadableStreamFromReadable(body), { headers, status: answerStatus }));
      pipe(body);
    };
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={context.cspNonce}>
        <WordsProvider locale={locale} spoken={{ namespaces: new Set(), files: context.wordFiles ?? {} }}>
          <RemixServer
            context={entry}
            url={request.url}
            abortDelay={streamTimeout}
            nonce={context.cspNonce}
          />
        </WordsProvider>
      </NonceContext.Provider>,
      {
        nonce: context.cspNonce,
        onShellReady: whole ? undefined : send,
        onAllReady: whole ? send : undefined,
        onShellError: reject,
        onError(error) {
          answerStatus = 500;
          // Before the shell was sent the error is rejected, and handleError logs it.
          if (answered && !context.signal.aborted) logError(error, context.requestId);
        },
      },
    );
    const timer = setTimeout(abort, streamTimeout + 1_000);
    context.signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
  });
}

/** Whatever Remix itself could not answer; what loaders and actions throw is logged in guard-routes.server.ts. */
export function handleError(error: unknown, { context }: LoaderFunctionArgs | ActionFunctionArgs): void {
  // No such address, no such method: the sender's mistake, told to them, and in the request's own line.
  if (isRouteErrorResponse(error) && error.status < 500) return;
  if (!context.signal.aborted) logError(error, context.requestId);
}

function logError(error: unknown, requestId: string) {
  log.error({ err: error, errorId: requestId, requestId }, "page failed");
}
