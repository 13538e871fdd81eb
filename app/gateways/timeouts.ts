/** How long a gateway may take, milliseconds: money-moving calls patiently, questions quickly (a student waits). */
export interface Timeouts {
  writeMs: number;
  readMs: number;
}

export const defaultTimeouts: Timeouts = { writeMs: 10_000, readMs: 6_000 };
