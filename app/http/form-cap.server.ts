import type { RequestHandler } from "express";

/** Refuses bodies over `bytes` before they are read. Browsers always say the length of a form; who streams without one is refused. */
export function formCap(bytes: number): RequestHandler {
  return (req, res, next) => {
    const refuse = (status: number, sentence: string) =>
      res.status(status).set("Connection", "close").type("text").send(sentence);
    if (req.headers["transfer-encoding"]) return refuse(411, "Send the length of the form.");
    if (Number(req.headers["content-length"] ?? 0) > bytes)
      return refuse(413, "This form is larger than we accept.");
    next();
  };
}
