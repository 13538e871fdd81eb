import type { Socket } from "node:net";
import pg from "pg";

export interface Patience {
  /** Milliseconds without a byte from the server, by one who waits for it, after which a connection is given up. 0: never. */
  silenceMs: number;
  /** Milliseconds for which nobody is made to wait anew after the server was found silent. */
  restMs: number;
}

/** A connection that nobody uses may be silent this long, milliseconds: the pool closes it at 30 s, if its server lets it. */
const longestIdleMs = 40_000;

/**
 * Milliseconds until the second look at a connection found silent: after a process stood still itself (a machine that
 * slept, a debugger) its timers come first, and the answers that arrived meanwhile after them.
 */
const secondLookMs = 500;

/**
 * A pool that gives up a server which does not answer: one that vanished without a word (its machine, its network) or
 * hangs would hold each connection for a quarter of an hour. When no connection of the pool hears anything, whoever asks
 * in the next `restMs` is refused at once (ETIMEDOUT) instead of waiting for the same silence again.
 */
export class WatchedPool extends pg.Pool {
  readonly #patience: Patience;
  readonly #streams = new Set<Socket>();
  #restUntil = Number.NEGATIVE_INFINITY;

  constructor(config: pg.PoolConfig, patience: Patience) {
    super({
      ...config,
      onConnect: async (client) => {
        this.#watch(streamOf(client));
        await config.onConnect?.(client);
      },
    });
    this.#patience = patience;
    this.on("acquire", (client) => streamOf(client).setTimeout(patience.silenceMs));
    this.on("release", (_error, client) => {
      if (patience.silenceMs > 0) streamOf(client).setTimeout(longestIdleMs);
    });
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: ConnectCallback): void;
  override connect(callback?: ConnectCallback): Promise<pg.PoolClient> | undefined {
    const connecting = this.#connect();
    if (!callback) return connecting;
    connecting.then(
      (client) => callback(undefined, client, client.release),
      (error) => callback(error, undefined, () => undefined),
    );
    return undefined;
  }

  async #connect(): Promise<pg.PoolClient> {
    if (performance.now() < this.#restUntil)
      throw Object.assign(new Error("the database was silent a moment ago"), { code: "ETIMEDOUT" });
    try {
      return await super.connect();
    } catch (error) {
      if (
        error instanceof Error &&
        error.message.startsWith("Connection terminated due to connection timeout")
      )
        this.#rest();
      throw error;
    }
  }

  #watch(stream: Socket): void {
    this.#streams.add(stream);
    stream.once("close", () => this.#streams.delete(stream));
    stream.setTimeout(this.#patience.silenceMs);
    stream.on("timeout", () => {
      const heard = stream.bytesRead;
      const heardByAll = this.#heardByAll();
      const look = () => {
        if (stream.bytesRead !== heard) return;
        if (this.#heardByAll() === heardByAll) this.#rest();
        stream.destroy();
      };
      setTimeout(look, secondLookMs).unref();
    });
  }

  #heardByAll(): number {
    let bytes = 0;
    for (const stream of this.#streams) bytes += stream.bytesRead;
    return bytes;
  }

  #rest(): void {
    this.#restUntil = performance.now() + this.#patience.restMs;
  }
}

type ConnectCallback = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  done: (error?: Error | boolean) => void,
) => void;

const streamOf = (client: pg.ClientBase): Socket =>
  (client as unknown as { connection: { stream: Socket } }).connection.stream;
