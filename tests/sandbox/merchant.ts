import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface Received {
  path: string;
  query: URLSearchParams;
  headers: Record<string, string | string[] | undefined>;
  raw: string;
  // biome-ignore lint/suspicious/noExplicitAny: the tests read bodies of any shape
  body: any;
}

export interface Merchant {
  origin: string;
  received: Received[];
  /** The statuses of the next answers; 200 when none is left. */
  answers: number[];
  close(): Promise<void>;
}

/** A little school: takes webhooks, remembers them, answers as told. */
export async function startMerchant(): Promise<Merchant> {
  const received: Received[] = [];
  const answers: number[] = [];
  const server = createServer(async (request, response) => {
    let raw = "";
    for await (const chunk of request) raw += chunk;
    const url = new URL(request.url!, "http://merchant");
    received.push({
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      raw,
      body: JSON.parse(raw || "null"),
    });
    response.writeHead(answers.shift() ?? 200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    answers,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
