import { once } from "node:events";
import type { ServerResponse } from "node:http";

/** Milliseconds a client has to take the end of an event stream before its socket is cut. */
const endGraceMs = 1_000;

/** Writes a web Response at the pace its client reads; resolves when it is sent or its client is gone. */
export async function sendResponse(
  res: ServerResponse,
  response: Response,
  signal: () => AbortSignal,
): Promise<void> {
  res.statusCode = response.status;
  response.headers.forEach((value, name) => void res.appendHeader(name, value));
  if (!response.body || res.req.method === "HEAD") {
    await response.body?.cancel();
    res.end();
  } else if (response.headers.get("content-type") === "text/event-stream") {
    await stream(res, response.body, signal());
  } else {
    res.end(Buffer.from(await response.arrayBuffer()));
  }
}

async function stream(res: ServerResponse, body: ReadableStream<Uint8Array>, signal: AbortSignal) {
  res.flushHeaders();
  const reader = body.getReader();
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
