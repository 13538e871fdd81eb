import { expect, test } from "vitest";
import { buy, headed, says } from "#tests/browser/support/buying.ts";
import { ownProduct } from "#tests/browser/support/own-product.ts";
import { courseTitled, newPerson } from "#tests/browser/support/people.ts";
import { useVisitors } from "#tests/browser/support/visitors.ts";
import { mailboxAt } from "#tests/support/mailbox.ts";

const visitor = useVisitors();
const mailbox = mailboxAt(() => ownProduct().sandboxUrl);

test("someone buys a course, is told that the receipt was sent, and finds it in the mailbox", async () => {
  const student = await newPerson("student", "Mona O'Adel");
  const course = await courseTitled("Web Development from Zero");
  const page = await visitor({ as: student });
  await buy(page, course, "paymob");
  await headed(page, "You’re in.");
  await says(page, `Receipt sent to p…@example.com`);

  const [mail] = await mailbox.mails({ to: student.email });
  await page.goto(`${ownProduct().sandboxUrl}/mailbox?to=${student.email}`);
  await page.getByRole("link", { name: "Receipt: Web Development from Zero" }).click();
  const letter = page.frameLocator("iframe");
  await letter.getByText("EGP 2,400.00").first().waitFor();
  expect(await letter.locator("body").textContent()).toContain("Mona O'Adel");
  expect(mail!.text).toContain("EGP\u00a02,400.00");

  const staff = await visitor({ as: await newPerson("support", "Omar Staff") });
  await staff.goto(`/admin/mails?q=${student.email}`);
  await staff.getByRole("link", { name: "Receipt: Web Development from Zero" }).click();
  await says(staff, "EGP 2,400.00");
  await staff.getByRole("button", { name: "Send it once more" }).click();
  await expect
    .poll(async () => (await mailbox.mails({ to: student.email })).length, { timeout: 20_000 })
    .toBe(2);
});

test("without script staff read a mail and send it again by a plain form", async () => {
  const student = await newPerson("student", "عبد الرحمن");
  const course = await courseTitled("Web Development from Zero");
  const buyer = await visitor({ as: student, script: false });
  await buy(buyer, course, "ikhokha");
  await headed(buyer, "You’re in.");
  await expect
    .poll(async () => (await mailbox.mails({ to: student.email })).length, { timeout: 20_000 })
    .toBe(1);
  await buyer.reload();
  await says(buyer, "Receipt sent to p…@example.com");
  const staff = await visitor({ as: await newPerson("support", "Omar Staff"), script: false });
  await staff.goto(`/admin/mails?q=${student.email}`);
  await staff.getByRole("link", { name: /^Receipt/ }).click();
  await staff.getByRole("button", { name: "Send it once more" }).click();
  await expect
    .poll(async () => (await mailbox.mails({ to: student.email })).length, { timeout: 20_000 })
    .toBe(2);
});
