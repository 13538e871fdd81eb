import type { LoaderFunctionArgs } from "@remix-run/node";
import { beforeAll, expect, test } from "vitest";
import { mostFound } from "#app/features/people/search-people.server.ts";
import { newId } from "#app/lib/ids.ts";
import { loader as audit } from "#app/routes/admin.audit[.]csv.ts";
import { loader as cases } from "#app/routes/admin.cases[.]csv.ts";
import { loader as enrollments } from "#app/routes/admin.enrollments[.]csv.ts";
import { loader as exceptions } from "#app/routes/admin.exceptions[.]csv.ts";
import { loader as mails } from "#app/routes/admin.mails[.]csv.ts";
import { loader as payments } from "#app/routes/admin.payments[.]csv.ts";
import { loader as refunds } from "#app/routes/admin.refunds[.]csv.ts";
import { loader as people } from "#app/routes/admin.users[.]csv.ts";
import { useDatabase } from "#tests/support/database.ts";
import { routeArgs, signedIn } from "#tests/support/sign-in.ts";

/** A search tells so many people apart and no more: the file of what it found is passed on without the page that says so. */

const { db } = useDatabase();
const files: Record<string, (args: LoaderFunctionArgs) => Promise<Response>> = {
  audit,
  cases,
  enrollments,
  exceptions,
  mails,
  payments,
  people,
  refunds,
};
let owner: { id: string; cookie: string };

beforeAll(async () => {
  owner = await signedIn(db, "owner");
  const rows = Array.from({ length: mostFound }, (_, n) => ({
    id: newId("usr"),
    name: "Partialia Namesake",
    email: `partialia@${n}.example.com`,
    password_hash: "none",
    role: "student" as const,
  }));
  await db.insertInto("users").values(rows).execute();
});

const take = (name: string, q: string) =>
  files[name]!(routeArgs(`/admin/${name}.csv?q=${encodeURIComponent(q)}`, { cookie: owner.cookie }));

test.each(Object.keys(files))("the file of %s", async (name) => {
  const part = await take(name, "partialia@");
  expect(part.headers.get("content-disposition")).toBe(`attachment; filename="${name}-partial.csv"`);
  // No row that is not one of the list.
  const lines = (await part.text()).trimEnd().split("\r\n");
  expect(lines).toHaveLength(1 + (name === "people" ? mostFound : 0));
  const whole = await take(name, "partialia@7.example.com");
  expect(whole.headers.get("content-disposition")).toBe(`attachment; filename="${name}.csv"`);
  await whole.text();
  const ends = await db
    .selectFrom("audit_log")
    .select("after")
    .where("action", "=", "export.ended")
    .orderBy("id", "desc")
    .limit(2)
    .execute();
  expect(ends.map((entry) => (entry.after as { end: string }).end)).toEqual(["whole", "partial"]);
});
