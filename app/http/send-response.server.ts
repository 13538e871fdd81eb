import type { ServerResponse } from "node:http";
import { isLiveBody, type LiveBody } from "#app/lib/live-body.ts";

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
