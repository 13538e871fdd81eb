import { useSyncExternalStore } from "react";
import type { EnrollmentDecision } from "#db/schema.ts";

/** A decision that this tab sent to the server and that waits for its answer. */
export interface Asked {
  /** Its fetcher's. */
  key: string;
  enrollmentId: string;
  decision: EnrollmentDecision;
}

type UnderWay = ReadonlyMap<string, EnrollmentDecision>;

const nothing: { asked: readonly Asked[]; underWay: UnderWay } = { asked: [], underWay: new Map() };
let now = nothing;
const readers = new Set<() => void>();

function change(next: Partial<typeof now>) {
  now = { ...now, ...next };
  for (const read of readers) read();
}

function subscribe(read: () => void) {
  readers.add(read);
  return () => readers.delete(read);
}

export const decisionKey = (enrollmentId: string) => `decision:${enrollmentId}`;

/** As a form is sent: its answer is waited for (watch-decisions.tsx). */
export function expectAnswer(asked: Asked): void {
  change({ asked: [...now.asked.filter(({ key }) => key !== asked.key), asked] });
}

export function answerCame(asked: Asked): void {
  change({ asked: now.asked.filter((one) => one !== asked) });
}

/** What the fetchers in flight say, for rows to read: each of fifty that read the router would be drawn at its every step. */
export function tellUnderWay(enrollmentId: string, decision: EnrollmentDecision | null): void {
  if ((now.underWay.get(enrollmentId) ?? null) === decision) return;
  const underWay = new Map(now.underWay);
  if (decision) underWay.set(enrollmentId, decision);
  else underWay.delete(enrollmentId);
  change({ underWay });
}

export const useAsked = (): readonly Asked[] =>
  useSyncExternalStore(
    subscribe,
    () => now.asked,
    () => nothing.asked,
  );

/** The decisions under way by enrollment; whoever reads it is drawn when one begins or ends. */
export const useUnderWay = (): UnderWay =>
  useSyncExternalStore(
    subscribe,
    () => now.underWay,
    () => nothing.underWay,
  );

/** The decision under way for this enrollment. */
export const useDeciding = (enrollmentId: string): EnrollmentDecision | null =>
  useSyncExternalStore(
    subscribe,
    () => now.underWay.get(enrollmentId) ?? null,
    () => null,
  );
