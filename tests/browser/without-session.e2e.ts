import { describe, expect, test } from "vitest";
import { hashPassword } from "#app/features/people/password-hash.server.ts";
import { apiPaths } from "#app/paths.ts";
import { demoLogins } from "#db/seeds/demo-people.ts";
import { buy, choose, goPay, headed, says } from "#tests/browser/support/buying.ts";
import { courseTitled, newPerson, productDb } from "#tests/browser/support/people.ts";
import { useVisitors } from "#tests/browser/support/visitors.ts";

const visitor = useVisitors();

describe.each([{ script: true }, { script: false }])("with script: $script", ({ script }) => {
  test("who presses Pay signed out signs in and is back at the course", async () => {
    const login = demoLogins.find((each) => each.email === "student2@example.com")!;
    const course = await courseTitled(
      script ? "Digital Marketing on a Small Budget" : "أساسيات التصميم الجرافيكي",
    );
    const page = await visitor({ script, expects: [401] });
    await page.goto(`/courses/${course.id}`);
    await says(page, "You sign in first, then pay");
    await page.getByRole("radio", { name: "Paymob" }).check();
    await page.getByRole("button", { name: /^Pay/ }).click();

    await headed(page, "Sign in");
    await says(page, "You come straight back to where you were.");
    await page.getByLabel("E-mail").fill(login.email);
    await page.getByLabel("Password").fill("not the password");
    await page.getByRole("button", { name: "Sign in" }).click();
    await says(page, "do not fit together");
    expect(await page.getByLabel("E-mail").inputValue()).toBe(login.email);
    await page.getByLabel("Password").fill(login.password);
    await page.getByRole("button", { name: "Sign in" }).click();

    await headed(page, course.title);
    await goPay(page, "paymob");
    await choose(page);
    await headed(page, "You’re in.");
  });

  test("a result link shows its payment in a browser without the session, and nothing else", async () => {
    const student = await newPerson("student", "Siobhán O'Brien");
    const page = await visitor({ script, as: student });
    await buy(page, await courseTitled("Web Development from Zero"), "paymob");
    await headed(page, "You’re in.");
    const link = page.url();
    expect(new URL(link).search).toMatch(/^\?payment=pay_\w+\.[0-9a-f]{32}$/);

    const banking = await visitor({ script, width: 360, expects: [404] });
    await banking.goto(link);
    await headed(banking, "You’re in.");
    expect(await banking.getByText(student.email).count()).toBe(0);
    await banking.goto("/payments");
    await headed(banking, "Sign in");
    // One digit of the token changed: an address like any other.
    await banking.goto(link.replace(/.$/, (last) => (last === "0" ? "1" : "0")));
    await headed(banking, "Sign in");
  });
});

test("a session that ends costs nobody their words: after signing in they stand in the form they were typed into", async () => {
  const person = await newPerson("support", "Thandi O'Neil");
  const student = await newPerson("student", "Nour Adel");
  const password = "three unrelated words";
  await productDb()
    .updateTable("users")
    .set({ password_hash: await hashPassword(password) })
    .where("id", "=", person.id)
    .execute();
  const page = await visitor({ as: person });
  await page.goto(`/admin/users/${student.id}/profile`);
  await page.getByText("Live", { exact: true }).waitFor();
  await page.getByLabel("Full name").fill("Nour O'Connor");
  await productDb().deleteFrom("sessions").where("user_id", "=", person.id).execute();
  // A server remembers a session for a few seconds.
  const viewer = async () => (await (await page.request.get(apiPaths.viewer())).json()).viewer;
  await expect.poll(viewer, { timeout: 20_000 }).toBe(null);

  await page.getByRole("button", { name: "Save the profile" }).click();
  await headed(page, "Sign in");
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await says(page, "What you had typed here before is back");
  expect(await page.getByLabel("Full name").inputValue()).toBe("Nour O'Connor");
  await page.getByRole("button", { name: "Save the profile" }).click();
  await says(page, "The profile is saved.");
});
