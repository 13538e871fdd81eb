import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import type { Json } from "#tests/gateways/fixtures.ts";

export interface PeerRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  text: string;
  json: Json;
}

/** `json` is sent as JSON, `text` as it is; "hang" never answers, "drop" breaks the connection. */
export type PeerAnswer =
  | { status: number; json: unknown }
  | { status: number; text: string; headers?: Record<string, string> }
  | "hang"
  | "drop";

export interface Peer extends AsyncDisposable {
  url: string;
  requests: PeerRequest[];
}

/** A gateway of the test's own on a free loopback port, which answers as it is told and keeps what it was sent. */
export async function startPeer(answer: (request: PeerRequest) => PeerAnswer): Promise<Peer> {
  const requests: PeerRequest[] = [];
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString("utf8");
    const url = new URL(incoming.url!, "http://peer");
    const request: PeerRequest = {
      method: incoming.method!,
      path: url.pathname,
      query: url.searchParams,
      headers: incoming.headers,
      text,
      json: text ? JSON.parse(text) : undefined,
    };
    requests.push(request);
    const said = answer(request);
    if (said === "hang") return;
    if (said === "drop") return void incoming.socket.destroy();
    const isJson = "json" in said;
    const headers = isJson ? { "content-type": "application/json" } : said.headers;
    response.writeHead(said.status, headers).end(isJson ? JSON.stringify(said.json) : said.text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** An address where nobody listens: the port was free a moment ago. */
export async function deadAddress(): Promise<string> {
  const peer = await startPeer(() => "hang");
  await peer[Symbol.asyncDispose]();
  return peer.url;
}
