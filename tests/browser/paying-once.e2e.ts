import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { buy, choose, goPay, headed, says } from "#tests/browser/support/buying.ts";
import { countsOf, courseTitled, newPerson } from "#tests/browser/support/people.ts";
import { useVisitors } from "#tests/browser/support/visitors.ts";

const visitor = useVisitors();
const course = () => courseTitled("Web Development from Zero");

describe.each([{ script: true }, { script: false }])("with script: $script", ({ script }) => {
  test("pressing Pay in two tabs at once opens one checkout", async () => {
    const student = await newPerson();
    const one = await visitor({ script, as: student });
    const two = await one.context().newPage();
    const { id } = await course();
    await Promise.all([one.goto(`/courses/${id}`), two.goto(`/courses/${id}`)]);
    await Promise.all([goPay(one, "paymob"), goPay(two, "paymob")]);
    expect(one.url()).toBe(two.url());
    expect(await countsOf(student)).toEqual({ payments: 1, attempts: 1, enrollments: 0 });

    await choose(one);
    await headed(one, "You’re in.");
    await choose(two);
    await says(two, "It cannot be paid twice");
    expect(await countsOf(student)).toEqual({ payments: 1, attempts: 1, enrollments: 1 });
  });

  test.each(["paymob", "ikhokha"] as const)(
    "going back from %s and pressing Pay again goes on with the same checkout",
    async (gateway) => {
      const student = await newPerson();
      const page = await visitor({ script, as: student });
      await page.goto(`/courses/${(await course()).id}`);
      await goPay(page, gateway);
      const checkout = page.url();
      await page.goBack();
      await goPay(page, gateway);
      expect(page.url()).toBe(checkout);

      await page.goto(`/courses/${(await course()).id}`);
      await says(page, "You began to pay");
      await goPay(page, gateway);
      expect(page.url()).toBe(checkout);
      expect(await countsOf(student)).toEqual({ payments: 1, attempts: 1, enrollments: 0 });
    },
  );

  test("who has a seat cannot buy it again, not even with a form opened before", async () => {
    const student = await newPerson();
    const page = await visitor({ script, as: student });
    await page.goto(`/courses/${(await course()).id}`);
    const key = await page.locator("[name=idempotencyKey]").inputValue();
    await buy(page, await course(), "paymob");
    await headed(page, "You’re in.");

    await page.goto(`/courses/${(await course()).id}`);
    await says(page, "You’re enrolled");
    expect(await page.getByRole("button", { name: /^Pay/ }).count()).toBe(0);
    for (const each of [key, crypto.randomUUID()]) {
      await submitForm(page, { gateway: "paymob", idempotencyKey: each });
      await page.getByText(/You’re enrolled|You’re in\./).waitFor();
    }
    expect(await countsOf(student)).toEqual({ payments: 1, attempts: 1, enrollments: 1 });
  });
});

/** Sends the course page's form as an old tab would, whatever the page has become meanwhile. */
async function submitForm(page: Page, fields: Record<string, string>): Promise<void> {
  const sent = page.waitForResponse((response) => response.request().method() === "POST");
  await page.evaluate((values) => {
    const form = document.createElement("form");
    Object.assign(form, { method: "post", action: `${location.pathname}/checkout` });
    for (const [name, value] of Object.entries(values))
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    document.body.append(form);
    form.submit();
  }, fields);
  await sent;
}
