import type { IncomingMessage, ServerResponse } from "node:http";
import { recordRequest } from "#app/http/request-metrics.server.ts";
import { newId } from "#app/lib/ids.ts";
import { log, maskUrl } from "#app/lib/logger.server.ts";
import { singleton } from "#app/lib/singleton.server.ts";

/** A caller's own id is kept when it could not be mistaken for anything else in a log. */
const saneId = /^[A-Za-z0-9][\w.-]{7,63}$/;

/** Without the redaction of free-form objects, which costs 40 µs a line: these lines hold what is written here and nothing else. */
const lines = singleton("request-lines", () => log.child({}, { redact: [] }));

/** Names the request, answers its id in X-Request-Id, and writes one line when the answer is done or its client gone. */
export function beginRequest(req: IncomingMessage, res: ServerResponse): string {
  const given = req.headers["x-request-id"];
  const requestId = typeof given === "string" && saneId.test(given) ? given : newId("req");
  const began = performance.now();
  // Express rewrites req.url inside mounted middleware.
  const { method = "GET", url = "/" } = req;
  res.setHeader("X-Request-Id", requestId);
  res.once("close", () => {
    const durationMs = Math.round((performance.now() - began) * 10) / 10;
    recordRequest(method, url, res.statusCode, durationMs / 1000);
    const line = { requestId, method, path: maskUrl(url), status: res.statusCode, durationMs };
    const unfinished = !res.writableFinished && { unfinished: true };
    const quiet = url.startsWith("/assets/") || url === "/healthz" || url === "/readyz";
    lines[quiet ? "debug" : "info"]({ ...line, ...unfinished }, "request");
  });
  return requestId;
}
