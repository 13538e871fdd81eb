import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { demoLogins } from "#db/seeds/demo-people.ts";
import { buy, headed, says } from "#tests/browser/support/buying.ts";
import { courseTitled, newPerson, type Person, productDb } from "#tests/browser/support/people.ts";
import { useVisitors } from "#tests/browser/support/visitors.ts";
import { waitingFor } from "#tests/browser/support/waiting.ts";

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

const decisionsAbout = (studentId: string) =>
  productDb()
    .selectFrom("audit_log as a")
    .innerJoin("enrollments as e", "e.id", "a.subject_id")
    .select(["a.action", "e.status"])
    .where("e.student_id", "=", studentId)
    .where("a.actor_type", "=", "staff")
    .execute();

test("two decide one row at once: one decision, and the other reads at the row who decided, what and when, also without script", async () => {
  const { course, students } = await waitingFor("Nour O'Neil", "ليلى حسن");
  const [nour, laila] = students as [Person, Person];
  const queue = `/admin/enrollments?course=${course.id}`;
  const omar = await visitor({ as: await newPerson("registrar", "Omar Farouk") });
  const huda = await visitor({ as: await newPerson("admin", "هدى سالم") });
  const plain = await visitor({
    script: false,
    expects: [409],
    as: await newPerson("registrar", "Lena Plain"),
  });
  const rowOf = (page: Page, { name }: Person) => page.getByRole("row").filter({ hasText: name });

  // Omar has one row open: Huda sees so in the queue, and on the row's own page.
  await huda.goto(queue);
  await omar.goto(queue);
  await rowOf(omar, laila).getByRole("link", { name: laila.name }).click();
  await rowOf(huda, laila).getByText("Omar Farouk is looking").waitFor();
  await omar.goto(queue);
  await rowOf(huda, laila).getByText("Omar Farouk is looking").waitFor({ state: "detached" });

  // On a small desk not all columns fit: what decides is in sight all the same.
  await huda.setViewportSize({ width: 1030, height: 900 });
  const refuses = await rowOf(huda, nour).getByText("Reject…").boundingBox();
  expect(refuses!.x + refuses!.width).toBeLessThan(1030 - 24);

  // Both press while the row waits on both screens; hers arrives second.
  await plain.goto(queue);
  const decided = Promise.withResolvers<void>();
  await huda.route("**/decision*", async (route) => {
    await decided.promise;
    await route.continue();
  });
  const reject = async (page: Page, student: Person) => {
    const row = rowOf(page, student);
    await row.getByText("Reject…").click();
    await row.getByLabel("Reason, told to the student").fill("The course isn't for beginners");
    await row.getByRole("button", { name: "Reject and tell the student" }).click();
  };
  await reject(huda, nour);
  await says(huda, "Rejecting…");
  await rowOf(omar, nour)
    .getByRole("button", { name: `Approve: ${nour.name}` })
    .click();
  await rowOf(omar, nour).waitFor({ state: "detached" });
  decided.resolve();
  const told = rowOf(huda, nour).getByRole("alert");
  await told.getByText("Your decision was not written: someone was first.").waitFor();
  expect(await told.textContent()).toMatch(/Omar Farouk approved it · .*Now: Approved, to be paid\./);
  await told.getByRole("button", { name: "Understood" }).click();
  await rowOf(huda, nour).waitFor({ state: "detached" });

  // Without script the page is as it was loaded: the refusal comes back as a page, with the reason that was typed.
  await reject(plain, nour);
  const notice = plain.getByRole("alert");
  await notice.getByText("Your decision was not written: someone was first.").waitFor();
  expect(await notice.textContent()).toMatch(/Omar Farouk approved it · /);
  await headed(plain, new RegExp(nour.name));
  expect(await plain.getByLabel("Reason, told to the student").inputValue()).toBe(
    "The course isn't for beginners",
  );
  expect(await decisionsAbout(nour.id)).toEqual([{ action: "enrollment.approved", status: "approved" }]);

  await plain.goto(queue);
  await reject(plain, laila);
  await says(plain, `${laila.name} is rejected.`);
  await rowOf(huda, laila).waitFor({ state: "detached" });
  expect(await decisionsAbout(laila.id)).toEqual([{ action: "enrollment.rejected", status: "rejected" }]);
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
    await says(office, "replay deliveries");
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
