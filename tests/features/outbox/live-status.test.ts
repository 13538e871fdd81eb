import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LiveStatus } from "#app/features/outbox/live-status.ts";

beforeEach(() => void vi.useFakeTimers({ now: 100_000 }));
afterEach(() => void vi.useRealTimers());

test("a stream that is behind is held by someone: its clock goes on, and what is shown is as of its last news", () => {
  const status = new LiveStatus();
  status.enter("live");
  vi.setSystemTime(104_000);
  status.enter("behind", 101_000);
  expect(status).toMatchObject({ state: "behind", asOf: 101_000, liveAt: 104_000 });
  vi.setSystemTime(109_000);
  status.enter("behind", 101_000);
  expect(status).toMatchObject({ asOf: 101_000, liveAt: 109_000 });
  // The stream is lost as well: nothing was heard since.
  status.enter("reconnecting");
  expect(status).toMatchObject({ asOf: 101_000, liveAt: 109_000 });
  status.enter("live");
  expect(status).toMatchObject({ state: "live", asOf: null });
});
