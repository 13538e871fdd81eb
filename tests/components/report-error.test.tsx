import { expect, test, vi } from "vitest";
import { reportUncaught } from "#app/components/report-error.ts";

const sent = vi.fn();
Object.assign(navigator, { sendBeacon: sent });
reportUncaught();

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
