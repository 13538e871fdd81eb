import { mkdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type axe from "axe-core";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { headed } from "#tests/browser/support/buying.ts";
import { everyPage, type Place } from "#tests/browser/support/every-page.ts";
import { signIn, useVisitors } from "#tests/browser/support/visitors.ts";

const visitor = useVisitors();
/** `SCREENSHOTS=1 npm test -- tests/browser/every-page` keeps a picture of each look. */
const pictures = process.env.SCREENSHOTS && resolve(import.meta.dirname, "../../test-results/screenshots");
/** The engine that looks for faults, for a page to run. */
const engineSource = readFileSync(
  resolve(import.meta.dirname, "../../node_modules/axe-core/axe.min.js"),
  "utf8",
);
/** The costliest rules whose faults are moderate or minor by axe's own measure: no answer of theirs could fail a page. */
const neverSerious = [
  "region",
  "landmark-unique",
  "landmark-one-main",
  "landmark-banner-is-top-level",
  "landmark-main-is-top-level",
  "page-has-heading-one",
  "aria-allowed-role",
];
let places: Place[];

beforeAll(async () => {
  if (pictures) mkdirSync(pictures, { recursive: true });
  places = await everyPage();
});

// One test a page would be told more finely; which pages there are is known only once their payments exist.
test("no page has a serious fault for anyone, or scrolls sideways: light and dark, from phone to desk, in English and Arabic", async () => {
  const faults: string[] = [];
  const left = [...places];
  // Two tabs at a time: one is drawn while the other is examined. Each goes from page to page.
  const look = async () => {
    const tab = await visitor({ width: 360 });
    for (let place = left.shift(); place; place = left.shift())
      faults.push(...(await Promise.race([faultsOf(place, tab), tooLong(place)])));
  };
  await Promise.all([look(), look()]);
  expect(faults).toEqual([]);
}, 600_000);

/** Neither scripts nor what they wait for have an end of their own: a page that stands still is named. */
async function tooLong({ name }: Place): Promise<never> {
  await delay(90_000, undefined, { ref: false });
  throw new Error(`${name} was not looked at within 90 s`);
}

async function faultsOf(place: Place, tab: Page): Promise<string[]> {
  const page = place.expects ? await visitor(place) : tab;
  // The page before must not meet the next one's session; and a page without words is quickly made narrow.
  await page.goto("about:blank");
  await Promise.all([
    signIn(page.context(), place.as),
    page.setViewportSize(sizeOf(360)),
    page.emulateMedia({ colorScheme: place.arabic ? "dark" : "light" }),
  ]);
  await page.goto(place.path);
  await headed(page, place.heading);
  const faults: string[] = [];
  if (place.arabic && (await page.locator("html").getAttribute("dir")) !== "rtl")
    faults.push(`${place.name}: not from right to left`);
  let before: Look | undefined;
  for (const look of looksAt(place)) {
    if (before && look.colorScheme !== before.colorScheme)
      await page.emulateMedia({ colorScheme: look.colorScheme });
    if (before && look.width !== before.width) await page.setViewportSize(sizeOf(look.width));
    before = look;
    const found = await crowdingFaults(page);
    if (look.axe) found.push(...(await accessibilityFaults(page, look.axe === "everything")));
    faults.push(...found.map((fault) => `${place.name} at ${look.width} px, ${look.colorScheme}: ${fault}`));
    if (pictures)
      await page.screenshot({
        path: `${pictures}/${place.name}-${look.width}-${look.colorScheme}.png`,
        fullPage: true,
      });
  }
  return faults;
}

/** One way of looking at a page, and what axe is asked then. */
interface Look {
  width: number;
  colorScheme: "light" | "dark";
  axe?: "everything" | "contrast";
}

const sizeOf = (width: number) => ({ width, height: width < 600 ? 740 : 900 });

/** In the order in which least has to be drawn anew. In the dark only colours differ: a phone's width shows them. */
function looksAt(place: Place): Look[] {
  if (place.arabic)
    return [
      { width: 360, colorScheme: "dark", axe: "everything" },
      { width: 1440, colorScheme: "dark" },
    ];
  return [
    { width: 360, colorScheme: "light", axe: "everything" },
    { width: 360, colorScheme: "dark", axe: "contrast" },
    ...(pictures ? ([768, 1440].map((width) => ({ width, colorScheme: "dark" })) as Look[]) : []),
    { width: 1440, colorScheme: "light", axe: "everything" },
    { width: 768, colorScheme: "light" },
  ];
}

/** What does not fit, once a change of theme or width is drawn and nothing moves any more. */
async function crowdingFaults(page: Page): Promise<string[]> {
  const { fits, covered } = await page.evaluate(async () => {
    const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    await document.fonts.ready;
    await drawn();
    for (const one of document.getAnimations()) if (one instanceof CSSTransition) one.finish();
    await drawn();
    // Cells of a list that lie beneath the one that stays in sight, as the page comes: what is paid, under the buttons.
    const cells = [...document.querySelectorAll<HTMLElement>(".data-table tbody td")];
    const stuck = cells.filter((cell) => getComputedStyle(cell).position === "sticky");
    const beneath = stuck.slice(0, 1).flatMap((cell) => {
      const { left, right } = cell.getBoundingClientRect();
      return [...cell.parentElement!.children]
        .filter((other) => other !== cell && other.getBoundingClientRect().width > 0)
        .filter((other) => {
          const box = other.getBoundingClientRect();
          return box.left < right - 1 && box.right > left + 1;
        })
        .map((other) => `covered: ${other.textContent}`);
    });
    return { fits: document.documentElement.scrollWidth <= innerWidth, covered: beneath };
  });
  return fits ? covered : [...(await sidewaysCulprits(page)), ...covered];
}

/** What makes the page scroll sideways, once it has settled into its new width; nothing when it does not. */
async function sidewaysCulprits(page: Page): Promise<string[]> {
  const fits = () => document.documentElement.scrollWidth <= innerWidth;
  const settled = await page.waitForFunction(fits, undefined, { timeout: 3_000 }).catch(() => null);
  if (settled) return [];
  return page.evaluate(() =>
    [...document.body.querySelectorAll("*")]
      .filter((element) => element.getBoundingClientRect().right > innerWidth)
      .map((element) => `wider than the screen: ${element.outerHTML.slice(0, 200)}`)
      .slice(-1),
  );
}

/**
 * What axe calls serious or critical. Between light and dark only contrast can differ. Of the rows that are alike in
 * all but their words, numbers and addresses it looks at the first: fifty of them were most of its work.
 */
async function accessibilityFaults(page: Page, everything: boolean): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(engineSource);
  const violations = await page.evaluate(
    async ({ only, without }) => {
      const { axe: engine } = window as unknown as { axe: typeof axe };
      const seen = new Set<string>();
      const alike = [...document.querySelectorAll("tr, li")].filter((row) => {
        const look = row.outerHTML
          .replaceAll(/>[^<]+</g, ">…<")
          .replaceAll(
            / (id|href|for|name|value|datetime|title|action|data-[\w-]+|aria-(?:label|labelledby|describedby|controls))="[^"]+"/g,
            ' $1="…"',
          );
        if (seen.has(look)) return true;
        seen.add(look);
        return false;
      });
      const results = await engine.run(
        { include: document, exclude: alike },
        {
          resultTypes: ["violations"],
          preload: false,
          ...(only
            ? { runOnly: only }
            : { rules: Object.fromEntries(without.map((rule) => [rule, { enabled: false }])) }),
        },
      );
      return results.violations.map(({ id, impact, nodes }) => ({
        impact,
        faults: nodes.map((node) => `${id}: ${node.target.join(" ")}`),
      }));
    },
    { only: everything ? null : ["color-contrast"], without: neverSerious },
  );
  return violations.flatMap(({ impact, faults }) =>
    impact === "serious" || impact === "critical" ? faults : [],
  );
}
