import type { Topic } from "#db/schema.ts";

/** An event as the stream carries it. */
export interface LiveEvent {
  cursor: string;
  topic: Topic;
  kind: string;
  subject: { type: string; id: string; version: number };
  data: Record<string, unknown>;
  at: string;
}

/** `behind`: the stream is there, and its server cannot read what is new. */
export type LiveState = "live" | "behind" | "reconnecting" | "offline";

/** One message of the stream, as tabs hand it on: the events of (from, to]. */
export interface Batch {
  /** Empty when the stream began with it. */
  from: string;
  to: string;
  /** Of its events, so that a tab that draws none of them need not read it. */
  topics: Topic[];
  /** The events as JSON: read by those who draw them. */
  json: string;
}
