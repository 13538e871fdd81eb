import type { Batch, LiveState } from "#app/features/outbox/live-event.ts";
import type { Topic } from "#db/schema.ts";

/** What a tab tells the one that holds the stream: when something changes, and as a sign that it listens. */
export interface Hello {
  kind: "hello";
  tab: string;
  topics: readonly Topic[];
  visible: boolean;
  /** How far this tab has come. */
  cursor: string;
  /** It noticed a hole before what it just heard. */
  behind: boolean;
}

export type TabMessage =
  | Hello
  | { kind: "bye"; tab: string }
  /** From here on the sender holds the stream. */
  | { kind: "lead" }
  | { kind: "batch"; batch: Batch }
  /** To one tab: what it missed. */
  | { kind: "missed"; tab: string; batches: Batch[] }
  /** Something may have been missed: load anew what reads these topics (null: all), and go on from `cursor`. */
  | { kind: "gap"; tab: string | null; topics: readonly Topic[] | null; cursor: string }
  /** Also the answer to every hello: whoever is silent has gone, or sleeps. */
  | {
      kind: "state";
      state: LiveState | null;
      /** While it is behind: until when it heard everything, by this device's clock. */
      asOf: number | null;
      topics: readonly Topic[];
      cursor: string;
      hidden: boolean;
    }
  /** This browser's session is over, or another's by now: whoever loads anew is told so. */
  | { kind: "refused" };
