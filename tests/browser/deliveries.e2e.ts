import { afterEach, describe, expect, test } from "vitest";
import { buy, headed, says } from "#tests/browser/support/buying.ts";
import { countsOf, courseTitled, newPerson, productDb } from "#tests/browser/support/people.ts";
import { sandbox } from "#tests/browser/support/sandbox.ts";
import { useVisitors } from "#tests/browser/support/visitors.ts";

const visitor = useVisitors();
afterEach(() => sandbox.answerAgain());

const once = { payments: 1, attempts: 1, enrollments: 1 };
const course = () => courseTitled("Web Development from Zero");

// Who delivers and whether the page runs script have nothing to do with each other: each pair of facts is tried once.
test.each([
  { gateway: "paymob", delivery: "Never", script: true },
  { gateway: "ikhokha", delivery: "Never", script: false },
  { gateway: "paymob", delivery: "Before the browser is back", script: false },
  { gateway: "ikhokha", delivery: "Before the browser is back", script: true },
  { gateway: "paymob", delivery: "Five times", script: true },
  { gateway: "ikhokha", delivery: "Five times", script: false },
  { gateway: "paymob", delivery: "Out of order", script: false },
  { gateway: "ikhokha", delivery: "Out of order", script: true },
] as const)(
  "a webhook of $gateway delivered “$delivery” ends with one seat, script: $script",
  async ({ gateway, delivery, script }) => {
    const student = await newPerson();
    const page = await visitor({ script, as: student });
    await buy(page, await course(), gateway, { delivery });
    await headed(page, "You’re in.");
    await sandbox.idle();
    await page.reload();
    await headed(page, "You’re in.");
    expect(await countsOf(student)).toEqual(once);
  },
);

test.each([
  { gateway: "paymob", script: false },
  { gateway: "ikhokha", script: true },
] as const)(
  "another amount at $gateway is looked at by a person, script: $script",
  async ({ gateway, script }) => {
    const name = `Sara ${crypto.randomUUID().slice(0, 8)}`;
    const student = await newPerson("student", name);
    const page = await visitor({ script, as: student });
    await buy(page, await course(), gateway, { delivery: "For another amount" });
    await headed(page, "A person is looking at this payment");
    await says(page, "reports another amount");
    expect(await countsOf(student)).toEqual({ ...once, enrollments: 0 });

    const office = await visitor({ script, as: await newPerson("finance") });
    await office.goto("/admin/exceptions");
    await office.getByRole("link", { name }).click();
    await says(office, /held in suspense/);
    await says(office, "No seat was given.");
  },
);

describe.each([{ script: true }, { script: false }])("with script: $script", ({ script }) => {
  test("a late webhook turns the page by itself", async () => {
    const student = await newPerson();
    const page = await visitor({ script, as: student });
    await sandbox.silenceInquiries();
    await buy(page, await course(), "paymob", { delivery: "Never" });
    await headed(page, "Still waiting for your payment");
    await says(page, "We ask Paymob every few seconds");
    // A reload would lose this mark.
    if (script) await page.evaluate(() => document.documentElement.setAttribute("data-same-document", ""));

    await sandbox.deliver(await attemptOf(student.id));
    await headed(page, "You’re in.");
    expect(await page.locator("html[data-same-document]").count()).toBe(script ? 1 : 0);
    expect(await countsOf(student)).toEqual(once);
  });

  test("a wrongly signed webhook changes nothing, and staff see it refused", async () => {
    const student = await newPerson();
    const page = await visitor({ script, as: student });
    await sandbox.silenceInquiries();
    await buy(page, await course(), "paymob", { delivery: "With a broken signature" });
    await sandbox.idle();
    await headed(page, "Still waiting for your payment");
    await page.reload();
    await headed(page, "Still waiting for your payment");
    expect(await countsOf(student)).toEqual({ ...once, enrollments: 0 });

    const office = await visitor({ script, as: await newPerson("finance") });
    await office.goto("/admin/webhooks?verdict=bad_signature");
    await office.getByRole("row").filter({ hasText: "Refused" }).first().getByRole("link").first().click();
    await says(office, "Its signature does not fit its body.");
    await says(office, "A wrong signature is never read");

    await sandbox.answerAgain();
    await headed(page, "You’re in.");
  });

  test("a webhook that names another order in unsigned words is noted and followed by its signed order", async () => {
    const student = await newPerson();
    const page = await visitor({ script, as: student });
    await sandbox.silenceInquiries();
    await buy(page, await course(), "paymob", { delivery: "With another order’s reference" });
    await headed(page, "You’re in.");
    expect(await countsOf(student)).toEqual(once);

    const office = await visitor({ script, as: await newPerson("finance") });
    await office.goto(`/admin/payments?q=${student.email}`);
    await office.getByRole("link", { name: student.name }).click();
    await says(office, /^The callback names reference .*; the order is ours as att_/);
  });
});

/** The reference by which the gateway knows this student's only attempt. */
async function attemptOf(studentId: string): Promise<string> {
  const row = await productDb()
    .selectFrom("payment_attempts as a")
    .innerJoin("payments as p", "p.id", "a.payment_id")
    .select("a.id")
    .where("p.student_id", "=", studentId)
    .executeTakeFirstOrThrow();
  return row.id;
}
