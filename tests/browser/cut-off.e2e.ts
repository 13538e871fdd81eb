import { expect, test } from "vitest";
import { headed, says } from "#tests/browser/support/buying.ts";
import { newPerson, productDb } from "#tests/browser/support/people.ts";
import { useVisitors } from "#tests/browser/support/visitors.ts";
import { waitingFor } from "#tests/browser/support/waiting.ts";

/** The way to the server is cut while somebody works: what is on the page stays, and nothing that was pressed is lost in silence. */

const visitor = useVisitors();

test("a decision that nobody answers is told at its row, with its words, and the other rows stay", async () => {
  const { course, students } = await waitingFor("Nour O'Neil", "ليلى حسن");
  const page = await visitor({ as: await newPerson("registrar"), goesOffline: true });
  await page.goto(`/admin/enrollments?course=${course.id}`);
  await page.getByText("Live", { exact: true }).waitFor();
  const row = page.getByRole("row").filter({ hasText: "Nour O'Neil" });
  await page.context().setOffline(true);
  await says(page, "You are offline");
  await row.getByText("Reject…").click();
  await row.getByRole("textbox").fill("No diploma yet");
  await row.getByRole("button", { name: "Reject and tell the student" }).click();
  await row.getByText("No answer came from the server").waitFor();
  await row.getByText("No diploma yet").waitFor();
  await page.getByRole("row").filter({ hasText: "ليلى حسن" }).waitFor();

  await page.context().setOffline(false);
  await page.getByText("Live", { exact: true }).waitFor();
  await row.getByRole("button", { name: "Understood" }).click();
  await row.getByRole("button", { name: "Approve: Nour O'Neil" }).click();
  await says(page, "is approved");
  const { status } = await productDb()
    .selectFrom("enrollments")
    .select("status")
    .where("student_id", "=", students[0]!.id)
    .executeTakeFirstOrThrow();
  expect(status).toBe("approved");
});

test("a note that nobody answers keeps its words in its field, and is kept once", async () => {
  const student = await newPerson("student", "Nour Adel");
  const page = await visitor({ as: await newPerson("support"), goesOffline: true });
  await page.goto(`/admin/users/${student.id}`);
  await page.getByText("Live", { exact: true }).waitFor();
  const field = page.getByRole("textbox", { name: "Note for colleagues" });
  await field.fill("Rang back, wants a receipt");
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Add the note" }).click();
  await says(page, "Your words are still here");
  expect(await field.inputValue()).toBe("Rang back, wants a receipt");
  await page.context().setOffline(false);
  await page.getByText("Live", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Add the note" }).click();
  await says(page, "The note is added");
  const notes = await productDb()
    .selectFrom("person_notes")
    .select("body")
    .where("user_id", "=", student.id)
    .execute();
  expect(notes).toEqual([{ body: "Rang back, wants a receipt" }]);
});

test("a page that does not arrive says so, and comes by itself once the way is back", async () => {
  const page = await visitor({ as: await newPerson("support"), goesOffline: true });
  await page.goto("/admin/users");
  await page.getByText("Live", { exact: true }).waitFor();
  await page.context().setOffline(true);
  // Its code was never fetched: Remix would put the browser's own error page here.
  await page.getByRole("navigation", { name: "Office" }).getByRole("link", { name: "Cases" }).click();
  await headed(page, "No connection");
  await page.context().setOffline(false);
  await headed(page, "Cases");
});
