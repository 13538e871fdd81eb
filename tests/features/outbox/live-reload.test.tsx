import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LiveReload } from "#app/features/outbox/live-reload.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test("what moves while the device is offline is loaded once the way is back, and takes no page away before", async () => {
  const onLine = vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  const revalidate = vi.fn();
  const reload = new LiveReload(() => undefined);
  reload.setPage({ revalidate, busy: false, knownUpTo: "" });
  reload.follow(["enrollments"]);
  reload.gap();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(revalidate).not.toHaveBeenCalled();
  onLine.mockReturnValue(true);
  reload.shown();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(revalidate).toHaveBeenCalledOnce();
});

test("a gap told while another page is on its way is loaded by that page too: its frame is read by no navigation", async () => {
  const revalidate = vi.fn();
  const reload = new LiveReload(() => undefined);
  const stop = reload.follow(["payments"]);
  reload.setPage({ revalidate, busy: true, knownUpTo: "" });
  reload.gap();
  await vi.advanceTimersByTimeAsync(300);
  stop();
  reload.follow(["payments", "users"]);
  reload.setPage({ revalidate, busy: false, knownUpTo: "" });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(revalidate).toHaveBeenCalledOnce();
});
