import type { Topic } from "#db/schema.ts";

/**
 * What a page's rows follow: a topic of the stream, or a part of `operations` that moves with nearly every change and
 * that few pages show (the overview's daily sums) or none loads (who looks at what).
 */
export type Reads = Topic | "rollups" | "presence";

const apart = new Map<string, Reads>([
  ["rollups.moved", "rollups"],
  ["presence.changed", "presence"],
]);

/** What is read anew because of this event. */
export const movedBy = ({ topic, kind }: { topic: Topic; kind: string }): Reads => apart.get(kind) ?? topic;

/** The topic of the stream that tells of it. */
export const toldAs = (reads: Reads): Topic =>
  reads === "rollups" || reads === "presence" ? "operations" : reads;
