import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { demoLogins } from "#db/seeds/demo-people.ts";
import { buy, headed, says } from "#tests/browser/support/buying.ts";
import { courseTitled, newPerson, productDb } from "#tests/browser/support/people.ts";
import { useVisitors } from "#tests/browser/support/visitors.ts";

const visitor = useVisitors();

test("staff see a payment appear and succeed while the student pays, without a reload", async () => {
  const office = await visitor({ script: true });
  await signInAs(office, "finance");
  await office.getByRole("navigation", { name: "Office" }).getByRole("link", { name: "Payments" }).click();
  await headed(office, "Payments");
  await office.getByText("Live", { exact: true }).waitFor();
  await office.evaluate(() => document.documentElement.setAttribute("data-same-document", ""));

  // An empty list lets its first row straight in: this one is there already, the next has to wait for the reader.
  const before = await newPerson("student", `Karim ${crypto.randomUUID().slice(0, 8)}`);
  const earlier = await visitor({ as: before });
  await buy(earlier, await courseTitled("Web Development from Zero"), "paymob");
  await office.reload();
  await office.getByRole("row").filter({ hasText: before.name }).getByText("Succeeded").waitFor();
  await office.getByText("Live", { exact: true }).waitFor();
  await office.evaluate(() => document.documentElement.setAttribute("data-same-document", ""));

  const student = await newPerson("student", `Nadia ${crypto.randomUUID().slice(0, 8)}`);
  const shop = await visitor({ as: student });
  await shop.goto(`/courses/${(await courseTitled("Web Development from Zero")).id}`);
  await shop.getByRole("radio", { name: "Paymob" }).check();
  await shop.getByRole("button", { name: /^Pay/ }).click();
  await office.getByRole("button", { name: /new payment/ }).click();
  const row = office.getByRole("row").filter({ hasText: student.name });
  await row.getByText("At the gateway").waitFor();

  await shop.getByRole("radio", { name: "Approve" }).check();
  await shop.getByRole("button", { name: "Continue" }).click();
  await row.getByText("Succeeded").waitFor();
  expect(await office.locator("html[data-same-document]").count()).toBe(1);
});

describe.each([{ script: true }, { script: false }])("with script: $script", ({ script }) => {
  test("finance follows a payment to its delivery, looks what a replay would do, and replays it", async () => {
    const student = await newPerson("student", "Siobhán O'Brien");
    const shop = await visitor({ script, as: student });
    await buy(shop, await courseTitled("Web Development from Zero"), "paymob", {
      delivery: "Before the browser is back",
    });
    await headed(shop, "You’re in.");

    const office = await visitor({ script });
    await signInAs(office, "finance");
    await office.goto("/admin/payments");
    await office.getByRole("searchbox", { name: "Search payments" }).fill(student.email);
    await office.getByRole("button", { name: "Search" }).click();
    // Every student of these journeys has this name: only what was searched for is one row.
    await office.waitForURL(/[?&]q=/);
    const found = office.getByRole("link", { name: student.name });
    await expect.poll(() => found.count()).toBe(1);
    await found.click();
    for (const event of [
      "The student pressed Buy",
      "Paymob delivered a webhook",
      "Now “Succeeded”",
      "Seat granted",
    ])
      await says(office, event);
    await office.getByText("Facts and masked body").first().click();
    const body = await office
      .getByLabel(/^Masked body/)
      .first()
      .textContent();
    expect(body).toContain('"amount_cents"');
    expect(body).not.toContain(student.email);
    await office.getByRole("link", { name: "Open the delivery" }).first().click();

    await headed(office, /Paymob delivery/);
    expect(await office.getByLabel("Masked body").textContent()).not.toContain(student.email);
    await office.getByRole("button", { name: "Dry run" }).click();
    await says(office, "Dry run: a replay would change nothing");
    await office.getByRole("button", { name: "Replay delivery" }).click();
    await says(office, "The delivery was replayed and settled");
    await says(office, "Said nothing new");
  });

  test("support may look at a delivery, not replay it, and is told why", async () => {
    const shop = await visitor({ script, as: await newPerson() });
    await buy(shop, await courseTitled("Web Development from Zero"), "paymob");
    await headed(shop, "You’re in.");
    const office = await visitor({ script, expects: [403] });
    await signInAs(office, "support");
    const { id } = await productDb()
      .selectFrom("payment_webhooks")
      .select("id")
      .where("verdict", "=", "accepted")
      .orderBy("received_at", "desc")
      .executeTakeFirstOrThrow();
    await office.goto(`/admin/webhooks/${id}`);
    await says(office, "Your role may look, not replay");
    const replay = office.getByRole("button", { name: "Replay delivery" });
    expect(await replay.isDisabled()).toBe(true);

    // The button is a courtesy, the server is the lock.
    await replay.evaluate((button: HTMLButtonElement) => {
      button.disabled = false;
      button.form!.submit();
    });
    await says(office, "Your account may not do this");
    await says(office, "webhook:replay");
    await office.getByRole("link", { name: "See which account this is" }).waitFor();
  });

  test("a student is shown out of the office, and a stranger to its sign-in", async () => {
    const page = await visitor({ script, as: await newPerson(), expects: [403] });
    await page.goto("/admin/payments");
    await says(page, "Your account may not do this");
    const stranger = await visitor({ script });
    await stranger.goto("/admin/payments");
    await headed(stranger, "Sign in");
  });
});

async function signInAs(page: Page, role: "finance" | "support"): Promise<void> {
  const login = demoLogins.find((each) => each.role === role)!;
  await page.goto("/admin");
  await page.getByLabel("E-mail").fill(login.email);
  await page.getByLabel("Password").fill(login.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/admin");
}
