import { createServer } from "node:http";
import { expect, test } from "vitest";
import { AddressError, closeServer, listen } from "#app/http/listen.server.ts";
import { LiveBody } from "#app/lib/live-body.ts";
import { serveRoutes } from "#tests/support/web-server.ts";

test("a taken port is said so, naming the variable to set, and its owner is left alone", async () => {
  const owner = createServer((_req, res) => res.end("still here"));
  const port = await listen(owner, "127.0.0.1", 0);
  const late = listen(createServer(), "127.0.0.1", port);
  await expect(late).rejects.toThrow(AddressError);
  await expect(late).rejects.toThrow(/PORT/);
  expect(await (await fetch(`http://127.0.0.1:${port}`)).text()).toBe("still here");
  await closeServer(owner, () => undefined, 0);
});

test("an address that is not this machine's is said so, naming the variables to look at", async () => {
  // Reserved for documentation: no machine has it, and nothing has to be looked up.
  const nowhere = listen(createServer(), "192.0.2.1", 0);
  await expect(nowhere).rejects.toThrow(AddressError);
  await expect(nowhere).rejects.toThrow(/192\.0\.2\.1.*HOST/);
});

test("shutdown ends open streams at once, finishes the request in flight and takes no more", async () => {
  const slow = Promise.withResolvers<void>();
  const arrived = Promise.withResolvers<void>();
  let endStream: () => void = () => undefined;
  const { server, origin } = await serveRoutes({
    root: {},
    "routes/events": {
      loader: () => {
        const stream = new LiveBody({
          open(sink) {
            sink.write(Buffer.from(": open\n\n"));
            endStream = () => sink.end();
          },
          cancel: () => undefined,
        });
        return new Response(stream, { headers: { "Content-Type": "text/event-stream" } });
      },
    },
    "routes/slow": {
      loader: async () => {
        arrived.resolve();
        await slow.promise;
        return new Response("finished");
      },
    },
  });
  const stream = (await fetch(`${origin}/events`)).body!.getReader();
  await stream.read();
  const answer = fetch(`${origin}/slow`);
  await arrived.promise;

  const closed = closeServer(server, () => endStream(), 60_000);
  expect((await stream.read()).done).toBe(true);
  await expect(fetch(`${origin}/slow`)).rejects.toThrow();
  slow.resolve();
  expect(await (await answer).text()).toBe("finished");
  expect(await closed).toBe(true);
});

test("a request that never finishes does not keep the process", async () => {
  const arrived = Promise.withResolvers<void>();
  const { server, origin } = await serveRoutes({
    root: {},
    "routes/slow": {
      loader: () => {
        arrived.resolve();
        return new Promise(() => undefined);
      },
    },
  });
  const answer = fetch(`${origin}/slow`).catch(() => "cut");
  await arrived.promise;
  expect(await closeServer(server, () => undefined, 1)).toBe(false);
  expect(await answer).toBe("cut");
});
