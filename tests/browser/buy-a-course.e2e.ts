import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { choose, goPay, headed, says } from "#tests/browser/support/buying.ts";
import { courseTitled, newPerson, productDb } from "#tests/browser/support/people.ts";
import { useVisitors } from "#tests/browser/support/visitors.ts";

const visitor = useVisitors();

describe.each([{ script: true }, { script: false }])("with script: $script", ({ script }) => {
  test.each([
    { gateway: "paymob", label: "Paymob", price: "2,400.00", currency: "EGP" },
    { gateway: "ikhokha", label: "iKhokha", price: "899.00", currency: "ZAR" },
  ] as const)("someone new buys a course through $label and it opens", async (way) => {
    const page = await visitor({ script });
    const email = await register(page, "Mona Adel");

    await page.getByRole("link", { name: "Web Development from Zero" }).first().click();
    await headed(page, "Web Development from Zero");
    await goPay(page, way.gateway);
    await says(page, way.price);
    await choose(page);

    await headed(page, "You’re in.");
    await page.getByRole("link", { name: "Go to the course" }).click();
    await says(page, "You’re enrolled");
    expect(await page.getByRole("link", { name: "Open the course" }).getAttribute("href")).toContain(
      "/learn/web-development",
    );

    await page.getByRole("link", { name: "My payments" }).click();
    await headed(page, "My payments");
    const row = page.getByRole("row").filter({ hasText: "Web Development from Zero" });
    await row.getByText("Succeeded").waitFor();
    expect(await row.textContent()).toContain(way.price);
    await row.getByRole("link").click();
    const { transaction } = await paymentOf(email);
    await says(page, transaction);
    await page.getByRole("link", { name: "See the receipt" }).first().click();
    await headed(page, "Receipt");
    const receipt = await page.getByRole("article").textContent();
    for (const words of ["Mona Adel", "Web Development from Zero", way.price, way.currency, transaction])
      expect(receipt).toContain(words);
  });

  test.each([
    { name: "Siobhán O'Brien", gateway: "ikhokha", label: "iKhokha" },
    { name: "عبد الرحمن محمود الشافعي", gateway: "paymob", label: "Paymob" },
  ] as const)("$name pays through $label and is named rightly everywhere", async ({ name, gateway }) => {
    const student = await newPerson("student", name);
    const course = await courseTitled("Web Development from Zero");
    const page = await visitor({ script, as: student });
    await page.goto(`/courses/${course.id}`);
    await goPay(page, gateway);
    if (gateway === "paymob") await says(page, name);
    await choose(page);
    await headed(page, "You’re in.");
    await page.getByRole("link", { name: "See the receipt" }).click();
    await page.getByRole("article").getByText(name, { exact: true }).waitFor();

    const office = await visitor({ script, as: await newPerson("finance", "Omar Farouk") });
    await office.goto(`/admin/payments?q=${encodeURIComponent(student.email)}`);
    const row = office.getByRole("row").filter({ hasText: name });
    // A name of its own direction is kept apart from the text around it.
    expect(await row.locator("bdi", { hasText: name }).count()).toBeGreaterThan(0);
    await row.getByRole("link", { name }).click();
    await says(office, "The student pressed Buy");
    await office.getByText(name, { exact: true }).first().waitFor();
  });
});

/** Fills the form as a person would; their e-mail address. */
async function register(page: Page, name: string): Promise<string> {
  const email = `${crypto.randomUUID()}@example.com`;
  await page.goto("/courses");
  await page.getByRole("banner").getByRole("link", { name: "Create an account" }).click();
  await headed(page, "Create an account");
  await page.getByLabel("Full name").fill(name);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Phone").fill("+20 100 123 4567");
  await page.getByLabel("Password").fill("three unrelated words");
  await page.getByRole("button", { name: "Create account" }).click();
  await headed(page, "Courses");
  return email;
}

async function paymentOf(email: string): Promise<{ transaction: string }> {
  const row = await productDb()
    .selectFrom("payment_attempts")
    .innerJoin("payments", "payments.id", "payment_attempts.payment_id")
    .innerJoin("users", "users.id", "payments.student_id")
    .select("payment_attempts.gateway_transaction_ref")
    .where("users.email", "=", email)
    .executeTakeFirstOrThrow();
  return { transaction: row.gateway_transaction_ref! };
}
