import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { isLiveBody, type LiveBody } from "#app/lib/live-body.ts";
import { log } from "#app/lib/logger.server.ts";

/** Milliseconds a client has to take the end of an event stream before its socket is cut. */
const endGraceMs = 1_000;

/** Writes a web Response; resolves when it is sent, and for a live body when its client is gone. */
export async function sendResponse(res: ServerResponse, response: Response): Promise<void> {
  res.statusCode = response.status;
  response.headers.forEach((value, name) => void res.appendHeader(name, value));
  if (!response.body || res.req.method === "HEAD") {
    await response.body?.cancel();
    res.end();
  } else if (isLiveBody(response.body)) {
    await writeLive(res, response.body);
  } else if (response.headers.get("content-type")?.startsWith("text/csv")) {
    await pour(res, response.body);
  } else {
    res.end(Buffer.from(await response.arrayBuffer()));
  }
}

/** Its end is the connection's: without chunks around it one message is the same bytes, and one write, for every reader. */
async function writeLive(res: ServerResponse, body: LiveBody): Promise<void> {
  res.useChunkedEncodingByDefault = false;
  res.flushHeaders();
  const closed = new Promise<void>((resolve) => void res.once("close", resolve));
  body.writeTo({
    write: (bytes) => void res.write(bytes),
    get unread() {
      return res.writableLength;
    },
    end: () => {
      res.end();
      setTimeout(() => res.writableFinished || res.destroy(), endGraceMs).unref();
    },
    destroy: () => void res.destroy(),
  });
  if (!res.destroyed) await closed;
}

/** A file of any length: read no faster than it is taken, and cut off, never ended, where it breaks. */
async function pour(res: ServerResponse, body: ReadableStream<Uint8Array>): Promise<void> {
  const gone = new AbortController();
  const reader = body.getReader();
  res.once("close", () => gone.abort());
  // What the file writes down at its end may fail, and nobody is left who could be told.
  const stop = () =>
    void reader
      .cancel()
      .catch((error: unknown) => log.error({ err: error }, "a file given up was not closed"));
  gone.signal.addEventListener("abort", stop, { once: true });
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (gone.signal.aborted) return;
      if (done) break;
      if (!res.write(value)) await once(res, "drain", { signal: gone.signal });
    }
  } catch (error) {
    if (!gone.signal.aborted) throw error;
    return;
  }
  res.end();
}
