import { expect, test } from "vitest";
import { changeRole } from "#app/features/people/change-role.server.ts";
import { editPerson, fieldsOf } from "#app/features/people/edit-person.server.ts";
import { mergeFields, type PersonFields } from "#app/features/people/merge-fields.ts";
import { newId } from "#app/lib/ids.ts";
import type { Role } from "#db/schema.ts";
import { builders } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";

const { db } = useDatabase();
const build = builders(db);

type Person = Awaited<ReturnType<typeof build.user>>;
const support = { id: newId("usr"), role: "support" as const, mayEditStaff: false };
const edit = (
  seen: Person,
  more: Partial<PersonFields>,
  actor: Parameters<typeof editPerson>[1]["actor"] = support,
) =>
  editPerson(db, {
    userId: seen.id,
    expectedVersion: seen.version,
    base: fieldsOf(seen),
    fields: { ...fieldsOf(seen), ...more },
    actor,
  });
const now = (id: string) => db.selectFrom("users").selectAll().where("id", "=", id).executeTakeFirstOrThrow();

test("what only one side changed is taken; what both changed differently is a conflict", () => {
  const base = { name: "Mona", email: "m@x.org", phone: "1", locale: "en" };
  const yours = { ...base, name: "Mona A", phone: "2" };
  const theirs = { ...base, email: "n@x.org", phone: "3" };
  expect(mergeFields({ base, yours, theirs })).toEqual({
    merged: { name: "Mona A", email: "n@x.org", phone: "2", locale: "en" },
    conflicts: [{ field: "phone", base: "1", yours: "2", theirs: "3" }],
  });
  expect(mergeFields({ base, yours: theirs, theirs }).conflicts).toEqual([]);
});

test("an edit is written and says which fields, not what is in them", async () => {
  const person = await build.user({ name: "Before" });
  expect(await edit(person, { name: "After", phone: "+20100" })).toEqual({
    outcome: "changed",
    alsoChanged: [],
  });
  expect(await now(person.id)).toMatchObject({ name: "After", phone: "+20100", version: 2 });
  const audit = await db.selectFrom("audit_log").selectAll().where("subject_id", "=", person.id).execute();
  expect(audit.map((row) => row.after)).toEqual([{ changed: ["name", "phone"] }]);
  expect(JSON.stringify(audit)).not.toContain("After");
});

test("edits of different fields at once both stand; of the same field, one comes back to be chosen", async () => {
  const person = await build.user({ name: "Before" });
  await Promise.all([edit(person, { name: "New name" }), edit(person, { phone: "+27100" })]);
  expect(await now(person.id)).toMatchObject({ name: "New name", phone: "+27100", version: 3 });
  expect(await edit(person, { name: "Other name" })).toMatchObject({
    outcome: "conflict",
    version: 3,
    conflicts: [{ field: "name", base: "Before", yours: "Other name", theirs: "New name" }],
  });
  expect(await edit(await now(person.id), {})).toEqual({ outcome: "unchanged" });
});

test("an address of somebody else is refused, whatever its case", async () => {
  const [a, b] = [await build.user(), await build.user()];
  expect(await edit(a, { email: b.email.toUpperCase() })).toEqual({ outcome: "email_taken" });
  expect(await now(a.id)).toMatchObject({ version: 1 });
});

test("staff are edited by who may change roles, owners by owners", async () => {
  const [colleague, owner] = [await build.user({ role: "finance" }), await build.user({ role: "owner" })];
  const admin = { id: newId("usr"), role: "admin" as const, mayEditStaff: true };
  expect(await edit(colleague, { name: "X" })).toEqual({ outcome: "not_yours" });
  expect(await edit(colleague, { name: "X" }, { ...support, id: colleague.id })).toMatchObject({
    outcome: "changed",
  });
  expect(await edit(owner, { name: "X" }, admin)).toEqual({ outcome: "not_yours" });
  expect(await edit({ ...colleague, id: newId("usr") }, { name: "X" })).toEqual({ outcome: "missing" });
});

test("roles: owners by owners, never the last, twice changes nothing, two at once one by one", async () => {
  const [one, two] = [await build.user({ role: "owner" }), await build.user({ role: "owner" })];
  await db
    .updateTable("users")
    .set({ role: "admin" })
    .where("role", "=", "owner")
    .where("id", "not in", [one.id, two.id])
    .execute();
  const admin = await build.user({ role: "admin" });
  const student = await build.user();
  const change = async (who: Person, role: Role, actor: Person) =>
    changeRole(db, {
      userId: who.id,
      role,
      expectedVersion: (await now(who.id)).version,
      reason: "New duties",
      actor: { id: actor.id, role: actor.role },
    });
  expect(await change(student, "support", admin)).toEqual({ outcome: "changed" });
  expect(await change(student, "support", admin)).toEqual({ outcome: "unchanged" });
  // The same form a second time, after its answer: it stands as it was asked for.
  const again = { expectedVersion: 1, reason: "New duties", actor: { id: admin.id, role: admin.role } };
  expect(await changeRole(db, { ...again, userId: student.id, role: "support" })).toEqual({
    outcome: "unchanged",
  });
  expect(await change(student, "owner", admin)).toEqual({ outcome: "owners_only" });
  expect(await change(one, "admin", admin)).toEqual({ outcome: "owners_only" });
  const both = await Promise.all([change(one, "admin", two), change(two, "admin", one)]);
  expect(both.map((result) => result.outcome).sort()).not.toEqual(["changed", "changed"]);
  const owners = await db.selectFrom("users").select("id").where("role", "=", "owner").execute();
  expect(owners).toHaveLength(1);
  const last = await now(owners[0]!.id);
  expect(await change(last, "admin", last)).toEqual({ outcome: "last_owner" });
  expect(
    await changeRole(db, {
      userId: student.id,
      role: "admin",
      expectedVersion: 1,
      reason: "x",
      actor: { id: last.id, role: "owner" },
    }),
  ).toEqual({ outcome: "stale" });
});
