import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";

/** A web Request for a route that is called without Remix's router. Its signal fires when the answer can no longer be written. */
export function toRequest(req: IncomingMessage, signal: AbortSignal): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(req.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  const hasBody = req.method !== "GET" && req.method !== "HEAD";
  return new Request(new URL(req.url ?? "/", "http://server.invalid"), {
    method: req.method,
    headers,
    signal,
    ...(hasBody && { body: Readable.toWeb(req) as ReadableStream, duplex: "half" }),
  });
}

/** Milliseconds a client has to take the end of an event stream before its socket is cut. */
const endGraceMs = 1_000;

/** Writes a web Response at the pace its client reads; resolves when it is sent or its client is gone. */
export async function sendResponse(
  res: ServerResponse,
  response: Response,
  signal: AbortSignal,
): Promise<void> {
  res.statusCode = response.status;
  for (const [name, value] of response.headers) res.appendHeader(name, value);
  if (!response.body || res.req.method === "HEAD") {
    await response.body?.cancel();
    res.end();
    return;
  }
  const streams = response.headers.get("content-type") === "text/event-stream";
  if (!streams) {
    res.end(Buffer.from(await response.arrayBuffer()));
    return;
  }
  res.flushHeaders();
  const reader = response.body.getReader();
  signal.addEventListener("abort", () => void reader.cancel(), { once: true });
  // A dropped reader's stream errors while its socket still waits to drain.
  reader.closed.catch(() => res.destroy());
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done || signal.aborted) break;
      if (!res.write(value)) await once(res, "drain", { signal });
    }
  } catch (error) {
    if (!signal.aborted && !res.destroyed) throw error;
  }
  res.end();
  setTimeout(() => res.writableFinished || res.destroy(), endGraceMs).unref();
}
