import { sql } from "kysely";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { hashPassword } from "#app/features/people/password-hash.server.ts";
import { apiPaths } from "#app/paths.ts";
import { demoLogins } from "#db/seeds/demo-people.ts";
import { buy, choose, goPay, headed, says } from "#tests/browser/support/buying.ts";
import { courseTitled, newPerson, productDb } from "#tests/browser/support/people.ts";
import { useVisitors } from "#tests/browser/support/visitors.ts";

const visitor = useVisitors();
const password = "three unrelated words";

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

/** Somebody with a password of their own, to sign in again with. */
async function newColleague(name: string) {
  const person = await newPerson("support", name);
  await productDb()
    .updateTable("users")
    .set({ password_hash: await hashPassword(password) })
    .where("id", "=", person.id)
    .execute();
  return person;
}

async function signInAs(page: Page, email: string): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Resolves once the server no longer knows this browser. It remembers a session for a few seconds. */
async function forgotten(page: Page): Promise<void> {
  const viewer = async () => (await (await page.request.get(apiPaths.viewer())).json()).viewer;
  await expect.poll(viewer, { timeout: 20_000 }).toBe(null);
}

test("a session that ends costs nobody their words: after signing in they stand in the form they were typed into", async () => {
  const person = await newColleague("Thandi O'Neil");
  const student = await newPerson("student", "Nour Adel");
  const page = await visitor({ as: person });
  await page.goto(`/admin/users/${student.id}/profile`);
  await page.getByText("Live", { exact: true }).waitFor();
  await page.getByLabel("Full name").fill("Nour O'Connor");
  await productDb().deleteFrom("sessions").where("user_id", "=", person.id).execute();
  await forgotten(page);

  await page.getByRole("button", { name: "Save the profile" }).click();
  await headed(page, "Sign in");
  await signInAs(page, person.email);
  await says(page, "What you had typed here before is back");
  expect(await page.getByLabel("Full name").inputValue()).toBe("Nour O'Connor");
  await page.getByRole("button", { name: "Save the profile" }).click();
  await says(page, "The profile is saved.");
});

test("without script they are shown to copy after signing in, to nobody else, and are sent by nobody but their writer", async () => {
  const person = await newColleague("Thandi O'Neil");
  const other = await newColleague("Lwazi Mokoena");
  const student = await newPerson("student", "Nour Adel");
  const words = "Rang back: Nour O'Connor يريد الإيصال";
  /** Types a note, is signed out by the clock, and presses the button. */
  const writeTooLate = async (page: Page) => {
    await page.goto(`/admin/users/${student.id}`);
    await page.getByRole("textbox", { name: "Note for colleagues" }).fill(words);
    await productDb()
      .updateTable("sessions")
      .set({ last_seen_at: sql<Date>`now() - interval '13 hours'` })
      .where("user_id", "=", person.id)
      .execute();
    await forgotten(page);
    await page.getByRole("button", { name: "Add the note" }).click();
    await headed(page, "Sign in again");
    await says(page, "kept for 15 minutes");
    expect(await page.content()).not.toContain("Connor");
  };
  const page = await visitor({ as: person, script: false });
  await writeTooLate(page);
  await signInAs(page, person.email);
  await headed(page, "You are signed in. Nothing was sent.");
  expect(await page.getByRole("textbox").inputValue()).toBe(words);
  await page.getByRole("link", { name: "Back to the page" }).click();
  await headed(page, "Nour Adel");
  const notes = await productDb()
    .selectFrom("person_notes")
    .select("id")
    .where("user_id", "=", student.id)
    .execute();
  expect(notes).toEqual([]);

  await writeTooLate(page);
  await signInAs(page, other.email);
  await headed(page, "Nour Adel");
  expect(await page.content()).not.toContain("Connor");
});
