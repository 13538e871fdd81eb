import { sql } from "kysely";
import { expect, test } from "vitest";
import { grantSeat } from "#app/features/support/grant-seat.server.ts";
import { newId } from "#app/lib/ids.ts";
import { says } from "#tests/browser/support/buying.ts";
import { courseTitled, newPerson, productDb } from "#tests/browser/support/people.ts";
import { useVisitors } from "#tests/browser/support/visitors.ts";

const visitor = useVisitors();

test("without script a seat is moved, two accounts become one, and an answer that came too late is not lost", async () => {
  const database = productDb();
  const admin = await newPerson("admin", "Lena Plain");
  const student = await newPerson("student", "Zeinab O'Neil");
  const twice = await newPerson("student", "Zeinab ONeil");
  const [from, to] = [
    await courseTitled("Web Development from Zero"),
    await courseTitled("Data Analysis with Python"),
  ];
  const granted = await grantSeat(database, {
    key: newId("req"),
    reason: "A prize",
    userId: student.id,
    courseId: from.id,
    actor: { type: "staff", id: admin.id },
  });
  expect(granted.outcome).toBe("granted");
  const page = await visitor({ script: false, as: admin, expects: [409] });
  await page.goto(`/admin/users/${student.id}`);
  await page.getByRole("link", { name: "Move", exact: true }).click();
  await page.getByLabel("To", { exact: true }).selectOption({ label: to.title });
  await page.getByRole("button", { name: "Show what will happen" }).click();
  await says(page, `The seat in ${from.title} is given up`);
  await page.getByLabel("Why").fill("Agreed on the phone");
  await page.getByRole("button", { name: "Move the seat" }).click();
  await says(page, "The seat is moved.");

  await page.getByRole("link", { name: "Merge a duplicate" }).click();
  await page.getByLabel("The duplicate").fill(twice.email);
  await page.getByRole("button", { name: "Find it" }).click();
  await page.getByRole("link", { name: twice.email }).click();
  await says(page, "This cannot be taken back.");
  await page.getByLabel("Why").fill("One person, two addresses");
  await page.getByRole("button", { name: "Merge the two accounts" }).click();
  await says(page, "The two accounts are one now.");
  const seats = await database
    .selectFrom("enrollments")
    .select(["course_id", "status"])
    .where("student_id", "=", student.id)
    .orderBy("created_at")
    .execute();
  expect(seats).toEqual([
    { course_id: from.id, status: "transferred" },
    { course_id: to.id, status: "active" },
  ]);
  const gone = await database
    .selectFrom("users")
    .select("merged_into")
    .where("id", "=", twice.id)
    .executeTakeFirstOrThrow();
  expect(gone.merged_into).toBe(student.id);

  await page.getByRole("link", { name: "Open a case" }).click();
  await page.getByLabel("Subject").fill("Where is my seat?");
  await page.getByLabel("What it is about").fill("Called twice");
  await page.getByRole("button", { name: "Open the case" }).click();
  await page.getByRole("textbox", { name: "Answer to the student" }).fill("It's in Data Analysis now.");
  // A colleague moves the case meanwhile.
  const { caseId } = /\/cases\/(?<caseId>cas_\w+)/.exec(page.url())!.groups!;
  await database
    .updateTable("support_cases")
    .set({ version: sql`version + 1` })
    .where("id", "=", caseId!)
    .execute();
  await page.getByRole("button", { name: "Send the answer" }).click();
  await says(page, "The case moved while you were writing");
  expect(await page.getByRole("textbox", { name: "Answer to the student" }).inputValue()).toBe(
    "It's in Data Analysis now.",
  );
  await page.getByRole("button", { name: "Send the answer" }).click();
  await says(page, "The answer is on its way to the student.");
});
