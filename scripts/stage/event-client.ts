import { type ClientRequest, get } from "node:http";

export interface StreamedEvent {
  cursor: string;
  topic: string;
  kind: string;
  subject: { type: string; id: string; version: number };
  data: Record<string, unknown>;
  at: string;
}

/** A client of the event stream as a browser's EventSource is one: it remembers the last id and resumes with it. */
export class EventClient {
  readonly #url: string;
  readonly #cookie: string;
  readonly #onEvents: (events: StreamedEvent[]) => void;
  #request: ClientRequest | undefined;
  lastId: string | null = null;
  resets = 0;

  constructor(url: string, cookie: string, onEvents: (events: StreamedEvent[]) => void) {
    this.#url = url;
    this.#cookie = cookie;
    this.#onEvents = onEvents;
  }

  /** Connects (again); resolves when the stream is open, rejects if it is refused. */
  connect(): Promise<void> {
    const headers: Record<string, string> = { Accept: "text/event-stream", Cookie: this.#cookie };
    if (this.lastId) headers["Last-Event-ID"] = this.lastId;
    return new Promise((resolve, reject) => {
      const request = get(this.#url, { headers, agent: false }, (answer) => {
        if (answer.statusCode !== 200) {
          answer.resume();
          reject(new Error(`the stream answered ${answer.statusCode}`));
          return;
        }
        resolve();
        let buffered = "";
        answer.setEncoding("utf8");
        answer.on("data", (chunk: string) => {
          if (this.#request !== request) return;
          buffered += chunk;
          for (let end = buffered.indexOf("\n\n"); end >= 0; end = buffered.indexOf("\n\n")) {
            this.#read(buffered.slice(0, end));
            buffered = buffered.slice(end + 2);
          }
        });
        answer.on("error", () => undefined);
      });
      request.on("error", reject);
      this.#request = request;
    });
  }

  drop(): void {
    this.#request?.destroy();
    this.#request = undefined;
  }

  #read(message: string): void {
    const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, "m").exec(message)?.[1];
    const id = field("id");
    if (id) this.lastId = id;
    if (field("event") === "reset") this.resets += 1;
    const data = field("data");
    if (field("event") === "batch" && data) this.#onEvents(JSON.parse(data) as StreamedEvent[]);
  }
}
