import { act, fireEvent, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { ReadyLink } from "#app/components/ready-link.tsx";
import { renderPage } from "#tests/support/render-page.tsx";

afterEach(() => void vi.useRealTimers());

const fetched = () => [...document.querySelectorAll("link[rel=modulepreload], link[rel=prefetch]")];
const pass = (ms: number) => act(async () => void vi.advanceTimersByTime(ms));

const Page = () => <ReadyLink to="/next">Next</ReadyLink>;
const Next = () => <p>Next</p>;

async function pointAt() {
  await renderPage(Page, null, { path: "/here", routes: [{ path: "next", Component: Next }] });
  const link = await screen.findByRole("link", { name: "Next" });
  vi.useFakeTimers();
  return link;
}

test.each(["mouseEnter", "focus", "touchStart"] as const)(
  "%s fetches the next page ahead",
  async (intent) => {
    const link = await pointAt();
    fireEvent[intent](link);
    expect(fetched()).toEqual([]);
    await pass(200);
    expect(fetched()).toHaveLength(1);
  },
);

test("a pointer that comes and goes fetches once in some seconds, and one that only passes fetches nothing", async () => {
  const link = await pointAt();
  fireEvent.mouseEnter(link);
  await pass(50);
  fireEvent.mouseLeave(link);
  await pass(500);
  expect(fetched()).toEqual([]);

  fireEvent.mouseEnter(link);
  await pass(200);
  const first = fetched();
  for (let n = 0; n < 4; n++) {
    fireEvent.mouseLeave(link);
    await pass(200);
    fireEvent.mouseEnter(link);
    fireEvent.focus(link);
    await pass(200);
    // The very same elements: a new one would be another fetch.
    expect(fetched()[0]).toBe(first[0]);
    expect(fetched()).toHaveLength(first.length);
  }
  await pass(5_000);
  fireEvent.mouseLeave(link);
  await pass(0);
  expect(fetched()).toEqual([]);
});
