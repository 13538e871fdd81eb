import { act, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Toaster } from "#app/components/toaster.tsx";
import { dismissToast, shownToasts, showToast } from "#app/components/toasts.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  act(() => {
    for (const { id } of shownToasts()) dismissToast(id);
  });
  vi.useRealTimers();
});
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

test("a toast stands its time, longer under the pointer, and a later one of its id takes its place", async () => {
  render(<Toaster label="Messages" dismiss="Dismiss" />);
  act(() => showToast({ id: "a", tone: "info", text: "1 new payment" }));
  act(() => showToast({ id: "a", tone: "info", text: "2 new payments" }));
  expect(screen.queryByText("1 new payment")).toBeNull();
  const line = screen.getByText("2 new payments");
  fireEvent.pointerEnter(line.parentElement!);
  await pass(20_000);
  expect(screen.getByText("2 new payments")).toBeTruthy();
  fireEvent.pointerLeave(line.parentElement!);
  await pass(6_100);
  expect(screen.queryByText("2 new payments")).toBeNull();
});

test("at most three stand at once, and an action is pressed once", async () => {
  render(<Toaster label="Messages" dismiss="Dismiss" />);
  const press = vi.fn();
  act(() => {
    for (const id of ["a", "b", "c"]) showToast({ id, tone: "success", text: id, standsMs: null });
    showToast({ id: "d", tone: "success", text: "Approved", action: { label: "Undo", press, key: "z" } });
  });
  expect(screen.queryByText("a")).toBeNull();
  fireEvent.click(screen.getByText("Undo"));
  expect(press).toHaveBeenCalledOnce();
  expect(screen.queryByText("Approved")).toBeNull();
});
