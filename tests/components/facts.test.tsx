import { act, fireEvent, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { Amount } from "#app/components/amount.tsx";
import { Identifier } from "#app/components/identifier.tsx";
import { TimeAgo } from "#app/components/time-ago.tsx";
import { pageNow, renderInPage } from "#tests/support/render-page.tsx";

afterEach(() => vi.unstubAllGlobals());

test.each([
  [{ minor: 45_000, currency: "EGP" }, "EGP 450.00"],
  [{ minor: 36_250, currency: "OMR" }, "OMR 36.250"],
  [{ minor: 123_456_789, currency: "ZAR" }, "ZAR 1,234,567.89"],
  [{ minor: -500, currency: "EGP" }, "-EGP 5.00"],
])("an amount reads whole, isolated from the text around it", async (money, words) => {
  const { container } = await renderInPage(<Amount money={money} />);
  expect(container.querySelector("bdi")?.textContent).toBe(words);
});

test("a time is relative to the eye and exact to screen readers and on hover", async () => {
  const { container } = await renderInPage(<TimeAgo at={new Date(pageNow - 180_000)} />);
  const time = container.querySelector("time")!;
  expect(time.firstChild?.textContent).toBe("3 min ago");
  expect(time.title).toBe("2026-12-03 13:57:00 Africa/Cairo (UTC+02:00)");
  expect(time.textContent).toContain(time.title);
  expect(time.dateTime).toBe("2026-12-03T11:57:00.000Z");
});

test("on paper a time is the exact instant alone", async () => {
  const { container } = await renderInPage(<TimeAgo at={new Date(pageNow - 180_000)} />);
  const time = container.querySelector("time")!;
  const printed = [...time.children].filter((part) => !part.classList.contains("no-print"));
  expect(printed.map((part) => part.textContent)).toEqual([time.title]);
  expect(printed[0]!.className).toContain("print:not-sr-only");
});

test("an identifier is copied by its button and stays left to right", async () => {
  const writeText = vi.fn(async () => undefined);
  vi.stubGlobal("navigator", { ...navigator, clipboard: { writeText } });
  const { container } = await renderInPage(<Identifier value="192036465" />);
  expect(container.querySelector("bdi")?.dir).toBe("ltr");
  await act(async () => fireEvent.click(screen.getByRole("button", { name: "Copy 192036465" })));
  expect(writeText).toHaveBeenCalledWith("192036465");
  expect(screen.getByText("Copied")).toBeTruthy();
});

test("where nothing can be copied there is no button", async () => {
  vi.stubGlobal("navigator", { ...navigator, clipboard: undefined });
  await renderInPage(<Identifier value="192036465" />);
  expect(screen.queryByRole("button")).toBeNull();
});
