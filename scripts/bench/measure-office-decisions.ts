import type { Page } from "playwright-core";
import { openOfficeInBrowser, untilLive } from "#scripts/bench/office-browser.ts";
import { waitingQueue } from "#scripts/bench/waiting-queue.ts";
import { atMost, type Figure, percentile } from "#scripts/stage/figures.ts";
import { pause } from "#scripts/stage/managed-process.ts";

/** A morning's work: more than a page of the queue, so that rows come up from below. */
const decisions = 120;
/** From one decision to the next: the pace of somebody who looks at each. */
const everyMs = 700;

/** From one person's press to the row's leaving the queue on the screen of somebody else, in two real browsers. */
export async function measureOfficeDecisions(): Promise<Figure[]> {
  const office = await openOfficeInBrowser();
  try {
    const ids = await waitingQueue(office.stage.pool, decisions + 3, 0);
    const courseId = await courseOf(ids[0]!);
    const path = `/admin/enrollments?course=${courseId}`;
    const decides = await (await office.signIn("registrar")).newPage();
    const watches = await (await office.signIn("admin")).newPage();
    for (const page of [decides, watches]) {
      await page.goto(path);
      await untilLive(page);
    }
    // What opening the pages set off is over.
    await pause(2_000);
    const times: number[] = [];
    for (const id of ids.slice(0, decisions)) {
      // It may only just have come up from below.
      for (const page of [decides, watches]) await page.waitForSelector(`[data-row-id="${id}"]`);
      const left = whenGone(watches, id);
      const pressed = await press(decides, id);
      times.push((await left) - pressed);
      await pause(everyMs - (times.at(-1)! % everyMs));
    }
    const most = Math.max(...times);
    console.error(
      `  half of them in ${Math.round(percentile(times, 0.5))} ms, the slowest in ${Math.round(most)} ms`,
    );
    return [atMost({ name: "office.decision_seen_p95", value: percentile(times, 0.95), unit: "ms" }, 300)];
  } finally {
    await office.close();
  }

  async function courseOf(enrollmentId: string): Promise<string> {
    const { rows } = await office.stage.pool.query("select course_id from enrollments where id = $1", [
      enrollmentId,
    ]);
    return rows[0].course_id;
  }
}

/** Presses Approve in this row; when, by the clock that both browsers share. */
const press = (page: Page, id: string) =>
  page.evaluate((rowId) => {
    const button = document.querySelector<HTMLElement>(`[data-row-id="${rowId}"] [data-key="a"]`)!;
    const at = performance.timeOrigin + performance.now();
    button.click();
    return at;
  }, id);

/** When this row is no longer on the page. */
const whenGone = (page: Page, id: string) =>
  page.evaluate((rowId) => {
    const isThere = () => document.querySelector(`[data-row-id="${rowId}"]`) !== null;
    if (!isThere()) throw new Error(`${rowId} was not on the page`);
    return new Promise<number>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`${rowId} still stands in the other browser`)), 10_000);
      const observer = new MutationObserver(() => {
        if (isThere()) return;
        clearTimeout(late);
        observer.disconnect();
        resolve(performance.timeOrigin + performance.now());
      });
      observer.observe(document.body, { childList: true, subtree: true });
    });
  }, id);
