import { sql } from "kysely";
import { expect, test } from "vitest";
import { decideEnrollment } from "#app/features/approvals/decide-enrollment.server.ts";
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
  await says(page, `The seat in \u2068${from.title}\u2069 is given up`);
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
  await page
    .getByLabel("Which payment or seat")
    .selectOption({ label: `Seat in \u2068${to.title}\u2069: Active` });
  await page.getByLabel("Subject").fill("Where is my seat?");
  await page.getByLabel("What it is about").fill("Called twice");
  await page.getByRole("button", { name: "Open the case" }).click();
  await page.getByRole("textbox", { name: "Answer to the student" }).fill("It's in Data Analysis now.");
  await page.getByRole("link", { name: to.title }).waitFor();
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

test("without script, two decide at once: who is second keeps the reason they typed and sends it as it stands now", async () => {
  const [first, second] = [
    await newPerson("registrar", "Salma O'Hara"),
    await newPerson("admin", "Lena Plain"),
  ];
  const student = await newPerson("student", "Amira O'Dwyer");
  const course = await courseTitled("Data Analysis with Python");
  const granted = await grantSeat(productDb(), {
    key: newId("req"),
    reason: "A prize",
    userId: student.id,
    courseId: course.id,
    actor: { type: "staff", id: first.id },
  });
  const { enrollmentId } = granted as { enrollmentId: string };
  const page = await visitor({ script: false, as: second, width: 360, expects: [409] });
  await page.goto(`/admin/enrollments/${enrollmentId}`);
  await page.getByText("Revoke…").click();
  await page.getByLabel("Reason, told to the student").fill("The prize went to somebody else.");
  // A colleague is first, and undoes it.
  for (const [decision, expectedVersion] of [
    ["revoke", 1],
    ["restore", 2],
  ] as const)
    await decideEnrollment(productDb(), {
      enrollmentId,
      decision,
      expectedVersion,
      reason: "By mistake",
      actor: { type: "staff", id: first.id },
    });
  await page.getByRole("button", { name: "Revoke and tell the student" }).click();
  await says(page, "Your decision was not written: someone was first.");
  await says(page, "Salma O'Hara restored it");
  expect(await page.getByLabel("Reason, told to the student").inputValue()).toBe(
    "The prize went to somebody else.",
  );
  await page.getByRole("button", { name: "Revoke and tell the student" }).click();
  await says(page, "Lena Plain revoked it");
  const { status } = await productDb()
    .selectFrom("enrollments")
    .select("status")
    .where("id", "=", enrollmentId)
    .executeTakeFirstOrThrow();
  expect(status).toBe("revoked");
});
