import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { BrowserContext, Page, Request } from "playwright-core";
import { expect, test } from "vitest";
import { newPerson, productDb } from "#tests/browser/support/people.ts";
import { useVisitors } from "#tests/browser/support/visitors.ts";

const visitor = useVisitors();

/** The browser's event streams, as the network sees them: how many are open now, and how many ever were. */
function countStreams(context: BrowserContext) {
  const open = new Set<Request>();
  let ever = 0;
  context.on("request", (request) => {
    if (!request.url().includes("/events?")) return;
    ever += 1;
    open.add(request);
  });
  context.on("requestfinished", (request) => void open.delete(request));
  context.on("requestfailed", (request) => void open.delete(request));
  // What a closed tab had open ends without a word.
  const isOpen = (request: Request) => !request.frame().page().isClosed();
  return { open: () => [...open].filter(isOpen).length, ever: () => ever };
}

/** Events of a kind that only this test writes, in this test's own order. */
async function tell(mark: string, numbers: number[]) {
  for (const n of numbers)
    await productDb()
      .insertInto("outbox_events")
      .values({
        topic: "exceptions",
        kind: `test.${mark}_${n}`,
        subject_type: "exception",
        subject_id: `exc_${mark}${n}`,
        subject_version: 1,
        audience: [],
        data: JSON.stringify({ status: "open" }),
      })
      .execute();
}

/** What the overview's feed has drawn of them, oldest first; an event drawn twice is there twice. */
async function drawn(page: Page, mark: string): Promise<number[]> {
  const links = page.locator(`a[href^="/admin/exceptions/exc_${mark}"]`);
  const hrefs = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href")!));
  return hrefs.map((href) => Number(href.split(mark)[1])).reverse();
}

const mark = () => randomUUID().replaceAll("-", "").slice(0, 8).replace(/^\d/, "x");
const live = (page: Page) => page.getByText("Live", { exact: true }).first().waitFor();
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

async function openTabs(count: number) {
  const first = await visitor({ as: await newPerson("admin") });
  const context = first.context();
  const streams = countStreams(context);
  const tabs = [first];
  while (tabs.length < count) tabs.push(await context.newPage());
  for (const tab of tabs) {
    await tab.goto("/admin");
    await live(tab);
  }
  return { tabs, streams, context };
}

test("ten tabs hold one stream, and each of them hears everything once", async () => {
  const { tabs, streams } = await openTabs(10);
  expect(streams.open()).toBe(1);
  const word = mark();
  await tell(word, range(1, 8));
  for (const tab of tabs) await expect.poll(() => drawn(tab, word), { timeout: 15_000 }).toEqual(range(1, 8));
  expect(streams.open()).toBe(1);
});

test("when the tab that holds the stream is closed another takes over, and nothing is lost or repeated", async () => {
  const { tabs, streams } = await openTabs(3);
  const [leader, ...others] = tabs;
  const word = mark();
  await tell(word, range(1, 3));
  await expect.poll(() => drawn(others[0]!, word)).toEqual(range(1, 3));
  const ever = streams.ever();
  const closing = leader!.close();
  await tell(word, range(4, 6));
  await closing;
  await expect.poll(() => streams.ever(), { interval: 10 }).toBeGreaterThan(ever);
  await tell(word, range(7, 9));
  for (const tab of others) await expect.poll(() => drawn(tab, word)).toEqual(range(1, 9));
  expect(streams.open()).toBe(1);
});

test("a tab that stands still is passed over, and catches up when it moves again", async () => {
  const { tabs } = await openTabs(2);
  const [leader, other] = tabs as [Page, Page];
  const word = mark();
  await tell(word, [1]);
  await expect.poll(() => drawn(other, word)).toEqual([1]);
  const devtools = await leader.context().newCDPSession(leader);
  await devtools.send("Page.enable");
  await devtools.send("Page.setWebLifecycleState", { state: "frozen" });
  await delay(2_000);
  await tell(word, range(2, 4));
  await expect.poll(() => drawn(other, word)).toEqual(range(1, 4));
  await devtools.send("Page.setWebLifecycleState", { state: "active" });
  await leader.bringToFront();
  await expect.poll(() => drawn(leader, word)).toEqual(range(1, 4));
});

test("after a time without network a tab says since when it is behind, and then has everything, once", async () => {
  const page = await visitor({ as: await newPerson("admin"), goesOffline: true });
  await page.goto("/admin");
  await live(page);
  const word = mark();
  await tell(word, [1]);
  await expect.poll(() => drawn(page, word)).toEqual([1]);
  await page.context().setOffline(true);
  await page.getByText(/as of/).first().waitFor();
  await tell(word, range(2, 5));
  await page.context().setOffline(false);
  await live(page);
  await expect.poll(() => drawn(page, word)).toEqual(range(1, 5));
});

test("tabs of two people in one browser share nothing, and the earlier one is told", async () => {
  const first = await visitor({ as: await newPerson("admin", "First Person") });
  const context = first.context();
  await first.goto("/admin");
  await live(first);
  const second = await newPerson("support", "Second Person");
  await context.clearCookies();
  await context.addCookies([{ ...second.cookie, url: new URL(first.url()).origin }]);
  const other = await context.newPage();
  await other.goto("/admin");
  await live(other);
  // The first tab's data follow the session its browser has now.
  await first.getByText("Second Person").first().waitFor({ state: "attached" });
});
