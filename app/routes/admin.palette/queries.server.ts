import { hasWords } from "#app/features/courses/has-words.server.ts";
import { findSearchTargets } from "#app/features/payments/search-payments.server.ts";
import { searchPeople } from "#app/features/people/search-people.server.ts";
import type { Db } from "#app/lib/db.server.ts";

const most = 5;

/** The first few people a search names, best first. */
export async function findPeople(db: Db, search: string) {
  const ids = (await searchPeople(db, search)).slice(0, most);
  if (ids.length === 0) return [];
  const rows = await db.selectFrom("users").select(["id", "name", "email"]).where("id", "in", ids).execute();
  return rows.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
}

/** The first few payments whose id or reference this is. */
export async function findPayments(db: Db, search: string) {
  const { paymentIds } = await findSearchTargets(db, search);
  if (paymentIds.length === 0) return [];
  const rows = await db
    .selectFrom("payments")
    .innerJoin("users", "users.id", "payments.student_id")
    .select(["payments.id", "payments.amount_minor", "payments.currency", "users.name as student"])
    .where("payments.id", "in", paymentIds.slice(0, most))
    .orderBy("payments.created_at", "desc")
    .execute();
  return rows.map(({ id, amount_minor: minor, currency, student }) => ({
    id,
    student,
    amount: { minor, currency },
  }));
}

/** Courses with these words in their title; a school has few. */
export async function findCourses(db: Db, search: string) {
  return db
    .selectFrom("courses")
    .select(["id", "title"])
    .where(hasWords("title", search))
    .orderBy("title")
    .limit(most)
    .execute();
}
