import { expect, test } from "vitest";
import { useVisitors } from "#tests/browser/support/visitors.ts";

const visitor = useVisitors();

/** Clicks on nothing, as fast as the page gives a turn, from its first moment until long after its script runs. */
function clickAllTheWhile() {
  const { port1, port2 } = new MessageChannel();
  const until = performance.now() + 4_000;
  port1.onmessage = () => {
    document.body?.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    if (performance.now() < until) setTimeout(() => port2.postMessage(null));
  };
  port2.postMessage(null);
}

// What React and Remix made of it would be in the visitor's complaints.
test("who clicks while the page still wakes up finds it working", async () => {
  const page = await visitor();
  await page.addInitScript(clickAllTheWhile);
  for (const path of ["/login", "/courses", "/login"]) {
    await page.goto(path);
    await page.waitForFunction(() => "__remixRouter" in window);
  }
  await page.getByRole("link", { name: "Create an account" }).first().click();
  await page.getByLabel("Name").waitFor();
  // Reached without another document: the script that runs is the one that was clicked at.
  expect(await page.evaluate(() => performance.getEntriesByType("navigation")[0]!.name)).toContain("/login");
});
