import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/** The address cannot be listened on, or belongs to another program. Its message says what to set. */
export class AddressError extends Error {}

/** Listens; the port it got. Throws AddressError. */
export async function listen(server: Server, host: string, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, 4096, resolve);
  }).catch((error: NodeJS.ErrnoException) => {
    throw new AddressError(
      error.code === "EADDRINUSE"
        ? `Port ${port} on ${host} is taken by another program: set PORT to a free one.`
        : `Cannot listen on ${host} port ${port} (${error.code ?? error.message}): check HOST and PORT.`,
    );
  });
  return (server.address() as AddressInfo).port;
}

/**
 * Stops accepting, ends the open streams at once, and waits for the requests in flight, `graceMs` at most.
 * Answers whether all of them were finished.
 */
export async function closeServer(server: Server, endStreams: () => void, graceMs: number): Promise<boolean> {
  let finished = true;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  endStreams();
  // A connection whose answer is done would otherwise be kept for its client's next request.
  const idle = setInterval(() => server.closeIdleConnections(), 25);
  const bound = setTimeout(() => {
    finished = false;
    server.closeAllConnections();
  }, graceMs);
  await closed;
  clearInterval(idle);
  clearTimeout(bound);
  return finished;
}
