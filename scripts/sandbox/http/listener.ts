import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { Sandbox } from "../sandbox.ts";
import { spoiltReply, takeFault } from "./faults.ts";
import { json, type Reply } from "./reply.ts";
import { findRoute, type Route, type SandboxRequest } from "./route.ts";

const bodyLimit = 1024 * 1024;

/** The node:http listener: find the route, read the body, apply the fault that was asked for, answer. */
export function createListener(sandbox: Sandbox, routes: readonly Route[]) {
  return (incoming: IncomingMessage, response: ServerResponse): void => {
    serve(sandbox, routes, incoming, response).catch((error: unknown) => {
      process.stderr.write(`sandbox: ${incoming.method} ${incoming.url?.split("?")[0]} failed: ${error}\n`);
      if (!response.headersSent)
        send(response, json(500, { detail: "The sandbox itself failed; see its log." }));
    });
  };
}

async function serve(
  sandbox: Sandbox,
  routes: readonly Route[],
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(`${sandbox.origin}${incoming.url?.startsWith("/") ? incoming.url : "/"}`);
  const method = incoming.method ?? "GET";
  const found = findRoute(routes, method === "HEAD" ? "GET" : method, url.pathname);
  const raw = await readBody(incoming);
  if (raw === null) return send(response, json(413, { detail: "Request body is too large." }));
  if (found === 404) return send(response, json(404, { detail: "Not found." }));
  if (found === 405) return send(response, json(405, { detail: `Method "${method}" not allowed.` }));
  const { route, params } = found;
  const headers = readHeaders(incoming);
  const answer = async () => {
    const reply = await route.answer({ sandbox, method, url, headers, raw, params });
    if (method !== "GET" && method !== "HEAD") sandbox.changed();
    return reply;
  };

  const fault = route.fault ? takeFault(sandbox, route.fault.gateway, route.fault.endpoint) : null;
  if (!fault) return send(response, await answer());
  if (fault.mode === "latency") {
    await delay(fault.latencyMs, undefined, { ref: false });
    return send(response, await answer());
  }
  if (fault.acted) await answer();
  const spoilt = spoiltReply(fault);
  if (spoilt) return send(response, spoilt);
  if (fault.mode !== "hang") incoming.socket.destroy();
}

function readHeaders(incoming: IncomingMessage): SandboxRequest["headers"] {
  return Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(", ") : value,
    ]),
  );
}

async function readBody(incoming: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= bodyLimit) chunks.push(chunk);
  }
  return size > bodyLimit ? null : Buffer.concat(chunks);
}

function send(response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.status, { ...reply.headers, "content-length": Buffer.byteLength(reply.body) });
  response.end(reply.body);
}
