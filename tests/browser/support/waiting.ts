import { requestEnrollment } from "#app/features/enrollments/request-enrollment.server.ts";
import { newId } from "#app/lib/ids.ts";
import { newPerson, productDb } from "#tests/browser/support/people.ts";

/** A course of its own that is approved first, with students who wait. */
export async function waitingFor(...names: string[]) {
  const database = productDb();
  const course = { id: newId("crs"), title: `Approved first ${newId("req").slice(-6)}` };
  await database
    .insertInto("courses")
    .values({
      ...course,
      summary: "S",
      description: "D",
      status: "published",
      approval_mode: "before_payment",
    })
    .execute();
  await database
    .insertInto("course_prices")
    .values({ course_id: course.id, currency: "EGP", amount_minor: 45_000 })
    .execute();
  const students = [];
  for (const name of names) {
    const student = await newPerson("student", name);
    await requestEnrollment(database, { studentId: student.id, courseId: course.id });
    students.push(student);
  }
  return { course, students };
}
