import type { IncomingMessage } from "node:http";

/**
 * A web Request for a route that is called without Remix's router. A real one costs more than storing a webhook does
 * (its body as a web stream alone 100 µs), so this has what such routes use, made when it is first asked for:
 * method, url, headers, signal, and the body as an async iterable or as a whole.
 */
export function toRequest(req: IncomingMessage, signal: () => AbortSignal): Request {
  return new NodeRequest(req, signal) as unknown as Request;
}

class NodeRequest {
  readonly method: string;
  readonly url: string;
  readonly #req: IncomingMessage;
  readonly #signal: () => AbortSignal;
  #headers: Headers | undefined;

  constructor(req: IncomingMessage, signal: () => AbortSignal) {
    this.#req = req;
    this.#signal = signal;
    this.method = req.method ?? "GET";
    // Routes read path and query only; behind proxies nobody could say the rest for certain.
    this.url = `http://server.invalid${req.url ?? "/"}`;
  }

  get headers(): Headers {
    this.#headers ??= toHeaders(this.#req);
    return this.#headers;
  }

  get signal(): AbortSignal {
    return this.#signal();
  }

  get body(): AsyncIterable<Uint8Array> | null {
    return this.method === "GET" || this.method === "HEAD" ? null : this.#pieces();
  }

  /** Who stops reading early leaves the rest to be discarded: in an unread body the connection's next request is stuck. */
  async *#pieces(): AsyncGenerator<Uint8Array> {
    try {
      yield* this.#req.iterator({ destroyOnReturn: false });
    } finally {
      this.#req.resume();
    }
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return (await this.#whole()).arrayBuffer();
  }

  async text(): Promise<string> {
    return (await this.#whole()).text();
  }

  async json(): Promise<unknown> {
    return (await this.#whole()).json();
  }

  async #whole(): Promise<Response> {
    return new Response(Buffer.concat(await this.#req.toArray()));
  }
}

function toHeaders(req: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(req.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  return headers;
}
