import type { AppLoadContext } from "@remix-run/node";
import { isWhole } from "#app/http/keep-result.ts";
import type { Loaded } from "#app/http/loader-cache.server.ts";

/** A loader's result as it leaves: JSON is labelled, and an answer of which a part failed, or still may, is not. */
export function labelAnswer({ result, late }: Loaded, context: AppLoadContext): unknown {
  if (late || !isWhole(result)) context.label = null;
  return result instanceof Response && result.status === 200 ? labelled(result, context) : result;
}

/** Remix's own hook for what it answers to a request for data. */
export function labelData(response: Response, { context }: { context: AppLoadContext }): Response {
  return labelled(response, context);
}

function labelled(response: Response, { label, ahead }: AppLoadContext): Response {
  const { headers } = response;
  // A browser shows what it fetched ahead for minutes, unasked, whatever has happened since. It gets the server to load
  // and keep the answer, and its own to show only once the press has come.
  if (ahead && !label?.cacheControl.startsWith("public")) {
    headers.set("Cache-Control", "no-store");
    return response;
  }
  if (label && response.status === 200 && !headers.has("ETag") && !headers.has("Set-Cookie")) {
    headers.set("ETag", label.etag);
    if (!headers.has("Cache-Control")) headers.set("Cache-Control", label.cacheControl);
  } else if (!headers.has("Cache-Control")) headers.set("Cache-Control", "private, no-cache");
  return response;
}
