import { signIn } from "#app/auth/session.server.ts";
import { type Db, db } from "#app/lib/db.server.ts";
import { newId } from "#app/lib/ids.ts";
import type { Locale } from "#app/messages/locales.ts";
import type { Role } from "#db/schema.ts";
import { ownProduct } from "#tests/browser/support/own-product.ts";

export interface Person {
  id: string;
  name: string;
  email: string;
  cookie: { name: string; value: string };
}

/** The running product's database, for what a journey needs to exist before it begins, and for counting after it. */
export function productDb(): Db {
  const { databaseUrl, webUrl, sessionSecret } = ownProduct();
  // Whatever this process imports of the product signs its cookies as the product does.
  Object.assign(process.env, { DATABASE_URL: databaseUrl, APP_URL: webUrl, SESSION_SECRET: sessionSecret });
  return db();
}

/** Somebody new with an account and a session. */
export async function newPerson(
  role: Role = "student",
  name = "Mona Adel",
  locale: Locale = "en",
): Promise<Person> {
  const id = newId("usr");
  const email = `person-${id.slice(-10)}@example.com`;
  await productDb()
    .insertInto("users")
    .values({ id, email, name, password_hash: "none", role, locale, phone: "+201001234567" })
    .execute();
  const headers = await signIn(new Request(`${ownProduct().webUrl}/login`), id, null);
  const [, cookieName, value] = /^([^=]+)=([^;]*)/.exec(headers.get("set-cookie")!)!;
  return { id, name, email, cookie: { name: cookieName!, value: value! } };
}

/** The demo school's course of this title. */
export async function courseTitled(title: string): Promise<{ id: string; title: string }> {
  return productDb()
    .selectFrom("courses")
    .select(["id", "title"])
    .where("title", "=", title)
    .executeTakeFirstOrThrow();
}

/** What this person ended up with, counted in the database: nothing may be there twice. */
export async function countsOf(person: { id: string }) {
  const count = async (table: "payments" | "enrollments") => {
    const rows = await productDb()
      .selectFrom(table)
      .select("id")
      .where("student_id", "=", person.id)
      .execute();
    return rows.length;
  };
  const attempts = await productDb()
    .selectFrom("payment_attempts")
    .innerJoin("payments", "payments.id", "payment_attempts.payment_id")
    .select("payment_attempts.id")
    .where("payments.student_id", "=", person.id)
    .execute();
  return {
    payments: await count("payments"),
    attempts: attempts.length,
    enrollments: await count("enrollments"),
  };
}
