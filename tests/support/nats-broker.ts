import type { AddressInfo } from "node:net";
import { createServer, type Socket } from "node:net";

/** As much of a NATS server as publish and subscribe need (docs.nats.io, client protocol), on a free port. */
export async function startNatsBroker() {
  const subscriptions: Array<{ socket: Socket; subject: string; id: string }> = [];
  const server = createServer((socket) => {
    const info = { server_id: "TEST", version: "2.10.0", proto: 1, headers: true, max_payload: 1_048_576 };
    socket.write(`INFO ${JSON.stringify(info)}\r\n`);
    socket.on("error", () => socket.destroy());
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk;
      for (let end = text.indexOf("\r\n"); end >= 0; end = text.indexOf("\r\n")) {
        const [verb, ...args] = text.slice(0, end).split(" ");
        if (verb === "PING") socket.write("PONG\r\n");
        if (verb === "SUB") subscriptions.push({ socket, subject: args[0]!, id: args.at(-1)! });
        if (verb !== "PUB") {
          text = text.slice(end + 2);
          continue;
        }
        const size = Number(args.at(-1));
        if (text.length < end + 2 + size + 2) return;
        const payload = text.slice(end + 2, end + 2 + size);
        text = text.slice(end + 2 + size + 2);
        for (const { socket: to, id } of subscriptions.filter((one) => one.subject === args[0]))
          to.write(`MSG ${args[0]} ${id} ${size}\r\n${payload}\r\n`);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** How many subscriptions there are. */
    subscribed: () => subscriptions.length,
    close: () => {
      for (const { socket } of subscriptions) socket.destroy();
      server.close();
    },
  };
}
