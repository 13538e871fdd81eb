import { type Agent, get } from "node:http";

/** The status of an answer that was read to its end; of a file, until its first rows are there. */
export function askOnce(url: string, cookie: string, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers: { Cookie: cookie } }, (answer) => {
      const isFile = answer.headers["content-type"]?.startsWith("text/csv");
      let pieces = 0;
      answer.on("data", () => {
        pieces++;
        // The first piece is the line of headers.
        if (!isFile || pieces < 2) return;
        resolve(answer.statusCode ?? 0);
        answer.destroy();
      });
      answer.on("end", () => resolve(answer.statusCode ?? 0));
      answer.on("error", (error) => (pieces < 2 ? reject(error) : undefined));
    }).on("error", reject);
  });
}
