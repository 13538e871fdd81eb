import type { IncomingMessage } from "node:http";

/** Whether the proxy at this address, so many hops away, may say who its client is. */
export type TrustProxy = (address: string, hop: number) => boolean;

/** TRUST_PROXY as express takes it: "1" hops, "loopback", a list of addresses and networks; unset trusts nobody. */
export function trustSetting(text: string | undefined): boolean | number | string[] {
  if (!text || text === "false" || text === "0") return false;
  if (text === "true") return true;
  return /^\d+$/.test(text) ? Number(text) : text.split(",").map((part) => part.trim());
}

/** The nearest address that is not a trusted proxy's. */
export function clientAddress(req: IncomingMessage, trust: TrustProxy): string {
  const socket = req.socket.remoteAddress ?? "";
  const forwarded = req.headers["x-forwarded-for"];
  if (!forwarded) return socket;
  const hops = [socket, ...String(forwarded).split(",").reverse()].map((hop) => hop.trim());
  return hops.find((hop, distance) => !trust(hop, distance)) ?? hops.at(-1)!;
}
