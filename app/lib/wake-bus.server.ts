export const wakeChannels = ["inbox", "outbox", "bulk"] as const;
/** `inbox`: a delivery was stored. `outbox`: a change was committed. `bulk`: a job of many rows waits. */
export type WakeChannel = (typeof wakeChannels)[number];

/** How hints travel to the other processes. A lost one costs a poll's delay, never an event. */
export interface WakeBus {
  send(channel: WakeChannel): Promise<void>;
  /** Starts delivering the other processes' hints, and one of every channel after each gap in listening. */
  listen(deliver: (channel: WakeChannel) => void): void;
  close(): Promise<void>;
}
