import { afterEach, expect, test, vi } from "vitest";
import { reportError, reportUncaught } from "#app/components/report-error.ts";

const sent = vi.fn(() => true);
Object.assign(navigator, { sendBeacon: sent });
reportUncaught();
afterEach(() => void vi.useRealTimers());

/** As a browser tells of a promise whose failure nobody waited for. Whether its console stays silent. */
function rejected(reason: unknown): boolean {
  const event = Object.assign(new Event("unhandledrejection", { cancelable: true }), { reason });
  window.dispatchEvent(event);
  return event.defaultPrevented;
}

test("a load that another overtook is neither reported nor noise, and whatever else went wrong is both", () => {
  expect(rejected(Object.assign(new Error("aborted"), { name: "AbortError" }))).toBe(true);
  expect(sent).not.toHaveBeenCalled();
  expect(rejected(new TypeError("Failed to fetch"))).toBe(false);
  expect(sent).not.toHaveBeenCalled();
  expect(rejected(new Error("a bug"))).toBe(false);
  expect(sent).toHaveBeenCalledOnce();
});

test("an id that is shown is in the log: what is not sent has none, and after a minute there is room again", () => {
  vi.useFakeTimers({ now: Date.now() + 3_600_000 });
  sent.mockClear();
  const ids = Array.from({ length: 7 }, (_, n) => reportError(new Error(`fault ${n}`)));
  const told = (sent.mock.calls as unknown[][]).map(([, body]) => JSON.parse(String(body)).errorId);
  expect(ids.filter((id) => id !== null)).toEqual(told);
  expect(told).toHaveLength(5);
  vi.advanceTimersByTime(61_000);
  const later = new Error("later");
  expect(reportError(later)).not.toBeNull();
  expect(reportError(later)).toBe(reportError(later));
  vi.advanceTimersByTime(61_000);
  sent.mockReturnValueOnce(false);
  expect(reportError(new Error("the browser would not send it"))).toBeNull();
});
