import { Agent, get } from "node:http";

/**
 * How many answers a second these requests get over `connections` kept-alive connections, one after the other on each.
 * Throws when one of them has another status than `expected`; a whole answer in place of a 304 is not counted.
 */
export async function askAgainAndAgain(
  options: { headers: Record<string, string>; expected: number; connections: number; seconds: number },
  next: () => string,
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: options.connections });
  const began = performance.now();
  const until = began + options.seconds * 1000;
  let answers = 0;
  await Promise.all(
    Array.from({ length: options.connections }, async () => {
      while (performance.now() < until) {
        const { status, etag } = await ask(next(), agent, options.headers);
        if (status === options.expected) answers++;
        // A label holds for a minute at most; then a browser has another one.
        else if (status === 200 && etag && options.expected === 304) options.headers["If-None-Match"] = etag;
        else throw new Error(`answered ${status}, not ${options.expected}`);
      }
    }),
  );
  agent.destroy();
  return answers / ((performance.now() - began) / 1000);
}

function ask(
  url: string,
  agent: Agent,
  headers: Record<string, string>,
): Promise<{ status: number; etag: string | undefined }> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers }, (answer) => {
      answer.resume().on("end", () => resolve({ status: answer.statusCode ?? 0, etag: answer.headers.etag }));
    }).on("error", reject);
  });
}
