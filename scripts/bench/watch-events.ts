import { get } from "node:http";
import { EventClient } from "#scripts/stage/event-client.ts";

/**
 * A process of its own that holds `streams` open event streams. Four of them are read as a browser would; the rest are
 * only drained, so that the watching does not cost more than the watched. On stdin's end it prints when each payment
 * was first seen to succeed, by the clock all processes of this machine share.
 */
const [url, cookie, streams] = process.argv.slice(2);
const seen = new Map<string, number>();
const now = () => performance.timeOrigin + performance.now();
const readers = Array.from(
  { length: 4 },
  () =>
    new EventClient(url!, cookie!, (events) => {
      const at = now();
      // The slowest of the four readers counts.
      for (const event of events) if (event.kind === "payment.succeeded") seen.set(event.subject.id, at);
    }),
);
await Promise.all(readers.map((reader) => reader.connect()));
await Promise.all(
  Array.from(
    { length: Number(streams) - readers.length },
    () =>
      new Promise<void>((resolve, reject) => {
        get(url!, { headers: { Cookie: cookie!, Accept: "text/event-stream" }, agent: false }, (answer) => {
          answer.resume();
          answer.on("error", () => undefined);
          if (answer.statusCode === 200) resolve();
          else reject(new Error(`the stream answered ${answer.statusCode}`));
        }).on("error", reject);
      }),
  ),
);
console.log("open");
process.stdin.resume().on("end", () => {
  process.stdout.write(`${JSON.stringify([...seen])}\n`, () => process.exit(0));
});
