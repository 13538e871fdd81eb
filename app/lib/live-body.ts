/** Where a body's bytes go: a socket, or a web stream's queue. */
export interface Sink {
  write(bytes: Uint8Array): void;
  /** Bytes written and not yet taken. */
  readonly unread: number;
  end(): void;
  /** Gives up what was not taken, and the connection with it. */
  destroy(reason: Error): void;
}

/** What fills a body once there is someone to take it. */
export interface Source {
  open(sink: Sink): void;
  /** The reader let go. */
  cancel(): void;
}

/**
 * A response body that lives as long as its reader. The server hands it the socket (`writeTo`); anyone else reads it as
 * the web stream it is. With 200 readers the web streams between cost more than all else the process did.
 */
export class LiveBody extends ReadableStream<Uint8Array> {
  readonly writeTo: (sink: Sink) => void;

  constructor(source: Source) {
    let opened = false;
    const open = (sink: Sink) => {
      if (opened) throw new Error("this body is being read already");
      opened = true;
      source.open(sink);
    };
    super(
      {
        pull: (controller) => {
          if (!opened) open(queueOf(controller));
        },
        cancel: () => source.cancel(),
      },
      new ByteLengthQueuingStrategy({ highWaterMark: 0 }),
    );
    this.writeTo = open;
  }
}

/** By what it can, not by its class: the Remix build and the server around it each have a copy of this module. */
export function isLiveBody(body: ReadableStream<Uint8Array> | null): body is LiveBody {
  return body !== null && typeof (body as Partial<LiveBody>).writeTo === "function";
}

function queueOf(controller: ReadableStreamDefaultController<Uint8Array>): Sink {
  return {
    write: (bytes) => controller.enqueue(bytes),
    get unread() {
      return Math.max(0, -(controller.desiredSize ?? 0));
    },
    end: () => controller.close(),
    destroy: (reason) => controller.error(reason),
  };
}
