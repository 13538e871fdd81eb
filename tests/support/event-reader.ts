export interface StreamMessage {
  id?: string;
  event?: string;
  data?: string;
  comment?: string;
}

/** The messages of a text/event-stream, as they come. */
export async function* messagesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<StreamMessage> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      yield parse(text.slice(0, end));
      text = text.slice(end + 2);
    }
  }
}

/** The subject ids of `count` events and the id of the last message. Cancels the stream. */
export async function readEventIds(stream: ReadableStream<Uint8Array>, count: number) {
  const ids: string[] = [];
  let lastId = "";
  for await (const message of messagesOf(stream)) {
    if (message.id) lastId = message.id;
    if (message.event === "reset") throw new Error("the stream was reset");
    if (message.event === "batch") ids.push(...subjectIds(message));
    if (ids.length >= count) break;
  }
  return { ids, lastId };
}

export function subjectIds(message: StreamMessage): string[] {
  const events = JSON.parse(message.data ?? "[]") as Array<{ subject: { id: string } }>;
  return events.map((event) => event.subject.id);
}

function parse(block: string): StreamMessage {
  const message: StreamMessage = {};
  for (const line of block.split("\n")) {
    const colon = line.indexOf(":");
    const value = line.slice(colon + 1).trim();
    if (colon === 0) message.comment = value;
    else message[line.slice(0, colon) as "id" | "event" | "data"] = value;
  }
  return message;
}
