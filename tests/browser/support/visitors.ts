import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, inject } from "vitest";
import type { Person } from "#tests/browser/support/people.ts";

export interface VisitorOptions {
  /** Whether this browser runs script; default: yes. */
  script?: boolean;
  /** Signed in as this person; default: nobody. */
  as?: Person;
  width?: number;
  dark?: boolean;
  /** Statuses below 500 that this visitor will meet on purpose: the browser reports each in its console. */
  expects?: number[];
  /** This visitor is cut off on purpose: what the page then fails to fetch is no complaint. */
  goesOffline?: boolean;
}

/** Waiting for anything ends in failure after this long, ms: patience for a busy machine, not a measure. */
const patience = 20_000;

/** What Chromium and Remix write to the console when something cannot be fetched for want of a network. */
const offlineWords = ["net::ERR_INTERNET_DISCONNECTED", "Failed to fetch manifest patches"];

/**
 * Browsers of one test file: every visitor has a context of their own, closed after the test. A script error, a line
 * of console.error or an answer of 500 and above on the product's own pages fails the test that caused it.
 */
export function useVisitors() {
  const { webUrl } = inject("product");
  const contexts: BrowserContext[] = [];
  const complaints: string[] = [];
  let browser: Browser;

  beforeAll(async () => {
    browser = await chromium.connect(inject("browser"));
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
    const seen = complaints.splice(0);
    if (seen.length > 0) throw new Error(`The pages complained:\n${seen.join("\n")}`);
  });

  /** A visitor's first tab; `page.context().newPage()` is another tab of theirs. */
  return async function visitor(options: VisitorOptions = {}): Promise<Page> {
    const { script = true, as, width = 1280, dark = false, expects = [], goesOffline = false } = options;
    const context = await browser.newContext({
      baseURL: webUrl,
      javaScriptEnabled: script,
      viewport: { width, height: width < 600 ? 740 : 900 },
      colorScheme: dark ? "dark" : "light",
      reducedMotion: "reduce",
      locale: "en-GB",
      timezoneId: "Africa/Cairo",
    });
    contexts.push(context);
    context.setDefaultTimeout(patience);
    if (as) await context.addCookies([{ ...as.cookie, url: webUrl }]);
    listen(context, [
      ...expects.map((status) => `responded with a status of ${status}`),
      ...(goesOffline ? offlineWords : []),
    ]);
    return context.newPage();
  };

  function listen(context: BrowserContext, expected: readonly string[]): void {
    context.on("console", (message) => {
      if (message.type() !== "error" || !message.location().url.startsWith(webUrl)) return;
      // Remix's words for leaving a page whose live data was just being loaded.
      if (message.text().startsWith("AbortError: BodyStreamBuffer was aborted")) return;
      if (expected.some((words) => message.text().includes(words))) return;
      complaints.push(`${message.location().url}: ${message.text()}`);
    });
    context.on("weberror", (error) => {
      complaints.push(`${error.page()?.url()}: ${error.error().stack ?? error.error().message}`);
    });
    context.on("response", (response) => {
      if (response.url().startsWith(webUrl) && response.status() >= 500)
        complaints.push(`${response.request().method()} ${response.url()}: ${response.status()}`);
    });
  }
}
