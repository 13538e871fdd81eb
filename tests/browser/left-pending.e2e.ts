import { describe, expect, test } from "vitest";
import { buy, headed, says } from "#tests/browser/support/buying.ts";
import { countsOf, courseTitled, newPerson } from "#tests/browser/support/people.ts";
import { useVisitors } from "#tests/browser/support/visitors.ts";

const visitor = useVisitors();

describe.each([{ script: true }, { script: false }])("with script: $script", ({ script }) => {
  test.each([
    { method: "Kiosk", headline: "Waiting for you to pay in cash" },
    { method: "Mobile wallet", headline: "Still waiting for Paymob" },
  ])("a payment by $method waits honestly and succeeds when it is settled", async ({ method, headline }) => {
    const student = await newPerson();
    const page = await visitor({ script, as: student });
    await buy(page, await courseTitled("Web Development from Zero"), "paymob", {
      method,
      outcome: "Leave it pending",
    });
    const counter = page.url();
    await page.getByRole("link", { name: "Back to the school" }).click();
    await headed(page, headline);
    await says(page, "Our next check without you");
    await says(page, "Do not pay again");
    expect(await page.getByRole("button", { name: /^(Pay|Try again|Continue)/ }).count()).toBe(0);
    expect(await countsOf(student)).toEqual({ payments: 1, attempts: 1, enrollments: 0 });

    const atTheCounter = await page.context().newPage();
    await atTheCounter.goto(counter);
    await atTheCounter.getByRole("radio", { name: "It was paid" }).check();
    await atTheCounter.getByRole("button", { name: "Settle this payment" }).click();
    await headed(page, "You’re in.");
    expect(await countsOf(student)).toEqual({ payments: 1, attempts: 1, enrollments: 1 });
  });

  test("an EFT through iKhokha waits, and the page turns when the money comes", async () => {
    const student = await newPerson();
    const page = await visitor({ script, as: student });
    await buy(page, await courseTitled("Web Development from Zero"), "ikhokha", {
      outcome: "Leave it pending",
    });
    const link = page.url();
    await page.getByRole("link", { name: "Back to the school" }).click();
    await headed(page, /^Still waiting/);
    const bank = await page.context().newPage();
    await bank.goto(link);
    await bank.getByRole("radio", { name: "Approve" }).check();
    await bank.getByRole("button", { name: "Continue" }).click();
    await headed(page, "You’re in.");
    expect(await countsOf(student)).toEqual({ payments: 1, attempts: 1, enrollments: 1 });
  });
});
