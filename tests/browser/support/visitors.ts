import { setTimeout } from "node:timers/promises";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterEach, inject } from "vitest";
import { ownProduct } from "#tests/browser/support/own-product.ts";
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

/** Clearing a window for its next visitor may take this long, ms; a window that does not come clean is given up. */
const clearing = 15_000;

/** What Chromium and Remix write to the console when something cannot be fetched for want of a network. */
const offlineWords = ["net::ERR_INTERNET_DISCONNECTED", "Failed to fetch manifest patches"];

/** A browser window of its own cookies and storage. What it has fetched and compiled it keeps for the next visitor. */
interface BrowserWindow {
  context: BrowserContext;
  /** Whoever needs it the same way may have it next; null: nobody. */
  kind: string | null;
  expected: string[];
  complaints: string[];
}

/** Windows that nobody looks into now. Files of one worker share them. */
const spare: BrowserWindow[] = [];
let connection: Promise<Browser> | undefined;

/**
 * Browsers of one test file: every visitor has a window of their own, which has forgotten whoever was there before. A
 * script error, a line of console.error or an answer of 500 and above on the product's own pages fails the test that
 * caused it.
 */
export function useVisitors() {
  const windows: BrowserWindow[] = [];

  afterEach(async () => {
    const used = windows.splice(0);
    const kept = await Promise.all(used.map(forgetOrGiveUp));
    spare.push(...kept.filter((each) => each !== null));
    const seen = used.flatMap(({ complaints }) => complaints);
    if (seen.length > 0) throw new Error(`The pages complained:\n${seen.join("\n")}`);
  });

  /** A visitor's first tab; `page.context().newPage()` is another tab of theirs. */
  return async function visitor(options: VisitorOptions = {}): Promise<Page> {
    const used = takeSpare(kindOf(options)) ?? (await open(options));
    windows.push(used);
    used.complaints = [];
    used.expected = [
      ...(options.expects ?? []).map((status) => `responded with a status of ${status}`),
      ...(options.goesOffline ? offlineWords : []),
    ];
    if (options.as) await signIn(used.context, options.as);
    return used.context.pages()[0] ?? used.context.newPage();
  };
}

/** This browser window is this person's from now on, and nobody else's. */
export async function signIn(context: BrowserContext, person: Person | undefined): Promise<void> {
  await context.clearCookies();
  if (person) await context.addCookies([{ ...person.cookie, url: ownProduct().webUrl }]);
}

const kindOf = ({ script, width, dark, goesOffline }: VisitorOptions) =>
  goesOffline ? null : JSON.stringify([script ?? true, width ?? 1280, dark ?? false]);

function takeSpare(kind: string | null): BrowserWindow | undefined {
  const at = spare.findIndex((each) => each.kind === kind);
  return at < 0 ? undefined : spare.splice(at, 1)[0];
}

async function open(options: VisitorOptions): Promise<BrowserWindow> {
  const { script = true, width = 1280, dark = false } = options;
  connection ??= chromium.connect(inject("browser"), { timeout: patience });
  const context = await (await connection).newContext({
    baseURL: ownProduct().webUrl,
    javaScriptEnabled: script,
    viewport: { width, height: width < 600 ? 740 : 900 },
    colorScheme: dark ? "dark" : "light",
    reducedMotion: "reduce",
    locale: "en-GB",
    timezoneId: "Africa/Cairo",
  });
  context.setDefaultTimeout(patience);
  const opened: BrowserWindow = { context, kind: kindOf(options), expected: [], complaints: [] };
  listen(opened);
  return opened;
}

/**
 * Chromium now and then never answers that a tab was closed or its storage cleared, or says that a tab is gone. That
 * says nothing about the page the test looked at, so such a window is left to the browser's own end and the next
 * visitor opens another.
 */
async function forgetOrGiveUp(used: BrowserWindow): Promise<BrowserWindow | null> {
  const kept = forget(used).catch(() => null);
  const clean = await Promise.race([kept, setTimeout(clearing, null, { ref: false })]);
  if (!clean && used.kind !== null) used.context.close().catch(() => undefined);
  return clean;
}

/** Closes the visitor's tabs and forgets who they were; null: the window is closed for good. */
async function forget(used: BrowserWindow): Promise<BrowserWindow | null> {
  const { context, kind } = used;
  if (kind === null) {
    await context.close();
    return null;
  }
  const tabs = context.pages();
  // One tab stays open, so that the browser keeps the process of these pages.
  const page = await context.newPage();
  await Promise.all(tabs.map((tab) => tab.close()));
  await context.clearCookies();
  const devtools = await context.newCDPSession(page);
  const { webUrl, sandboxUrl } = ownProduct();
  for (const origin of [webUrl, sandboxUrl])
    await devtools.send("Storage.clearDataForOrigin", { origin, storageTypes: "all" });
  await devtools.detach();
  return used;
}

function listen(opened: BrowserWindow): void {
  const { context } = opened;
  const { webUrl } = ownProduct();
  context.on("console", (message) => {
    if (message.type() !== "error" || !message.location().url.startsWith(webUrl)) return;
    // Remix's words for leaving a page whose live data was just being loaded.
    if (message.text().startsWith("AbortError: BodyStreamBuffer was aborted")) return;
    if (opened.expected.some((words) => message.text().includes(words))) return;
    opened.complaints.push(`${message.location().url}: ${message.text()}`);
  });
  context.on("weberror", (error) => {
    opened.complaints.push(`${error.page()?.url()}: ${error.error().stack ?? error.error().message}`);
  });
  context.on("response", (response) => {
    if (response.url().startsWith(webUrl) && response.status() >= 500)
      opened.complaints.push(`${response.request().method()} ${response.url()}: ${response.status()}`);
  });
}
