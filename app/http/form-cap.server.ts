import type { RequestHandler } from "express";
import { refuse } from "#app/http/refuse.server.ts";

/** Refuses bodies over `bytes` before they are read. Browsers always say the length of a form; who streams without one is refused. */
export function formCap(bytes: number): RequestHandler {
  return (req, res, next) => {
    const tooLong = Number(req.headers["content-length"] ?? 0) > bytes;
    if (!tooLong && !req.headers["transfer-encoding"]) return next();
    res.set("Connection", "close");
    (tooLong ? refuse(req, res, 413, "too_long") : refuse(req, res, 411, "no_length")).catch(next);
  };
}
