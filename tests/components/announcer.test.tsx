import { act, render } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Announcer, announce } from "#app/components/announcer.tsx";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Everything a screen reader was given to read so far, each once. */
function listen(): string[] {
  const { container } = render(<Announcer />);
  const heard: string[] = [];
  new MutationObserver(() => heard.push(container.textContent!)).observe(container, {
    subtree: true,
    childList: true,
    characterData: true,
  });
  return heard;
}

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

test("a hundred changes in a second are two announcements: the first, and five seconds later the latest", async () => {
  const heard = listen();
  for (let count = 1; count <= 100; count++) {
    announce(`${count} new`);
    await pass(10);
  }
  await pass(20_000);
  expect(heard).toEqual(["1 new", "100 new"]);
});

test("where somebody went is read at once, and nothing that waited on the page they left is read after it", async () => {
  const heard = listen();
  announce("1 new");
  await pass(10);
  announce("2 new");
  await act(async () => announce("Payments", true));
  expect(heard).toEqual(["1 new", "Payments"]);
  announce("1 new");
  await pass(20_000);
  expect(heard).toEqual(["1 new", "Payments", "1 new"]);
});

test("the same words are read again when they are true again", async () => {
  const heard = listen();
  announce("1 new");
  await pass(6_000);
  announce("1 new");
  await pass(6_000);
  expect(heard.map((words) => words.trim())).toEqual(["1 new", "1 new"]);
});
