import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { beforeEach, expect, test } from "vitest";
import { findLookers } from "#app/features/presence/find-lookers.server.ts";
import { noteAbsence, notePresence } from "#app/features/presence/note-presence.server.ts";
import { builders } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";

const { db } = useDatabase();
const build = builders(db);
const subjectId = "enr_01row";

beforeEach(async () => {
  await db.deleteFrom("presences").execute();
  await db.deleteFrom("outbox_events").execute();
});

const events = async () =>
  (await db.selectFrom("outbox_events").select(["kind", "subject_id", "data"]).execute()).length;
const seenBy = async (staffId: string) =>
  (await findLookers(db, { subjectIds: [subjectId, "enr_other"], staffId })).map(({ name }) => name);

test("others see who has a row open; oneself is nobody to look at", async () => {
  const omar = await build.user({ role: "registrar", name: "Omar" });
  const mona = await build.user({ role: "admin", name: "Mona" });
  const beat = { staffId: omar.id, tabId: randomUUID(), subjectId };
  await notePresence(db, beat);
  expect(await seenBy(mona.id)).toEqual(["Omar"]);
  expect(await seenBy(omar.id)).toEqual([]);
  await noteAbsence(db, beat);
  expect(await seenBy(mona.id)).toEqual([]);
});

test("only coming and going are told, however often and in however many tabs one is there", async () => {
  const omar = await build.user({ role: "registrar", name: "Omar" });
  const [one, two] = [randomUUID(), randomUUID()];
  for (const tabId of [one, one, two, one]) await notePresence(db, { staffId: omar.id, tabId, subjectId });
  expect(await events()).toBe(1);
  await noteAbsence(db, { staffId: omar.id, tabId: one, subjectId });
  expect(await events()).toBe(1);
  await noteAbsence(db, { staffId: omar.id, tabId: two, subjectId });
  await noteAbsence(db, { staffId: omar.id, tabId: two, subjectId });
  expect(await events()).toBe(2);
  expect(await db.selectFrom("audit_log").selectAll().execute()).toEqual([]);
});

test("who goes without a word is gone after half a minute, and comes anew", async () => {
  const omar = await build.user({ role: "registrar", name: "Omar" });
  const mona = await build.user({ role: "admin", name: "Mona" });
  const beat = { staffId: omar.id, tabId: randomUUID(), subjectId };
  await notePresence(db, beat);
  await db.updateTable("presences").set({ seen_at: sql`now() - interval '31 seconds'` }).execute();
  expect(await seenBy(mona.id)).toEqual([]);
  await notePresence(db, beat);
  expect(await seenBy(mona.id)).toEqual(["Omar"]);
  expect(await events()).toBe(2);
});

test("nobody moves or removes another person's tab", async () => {
  const omar = await build.user({ role: "registrar", name: "Omar" });
  const mona = await build.user({ role: "admin", name: "Mona" });
  const tabId = randomUUID();
  await notePresence(db, { staffId: omar.id, tabId, subjectId });
  await notePresence(db, { staffId: mona.id, tabId, subjectId });
  await noteAbsence(db, { staffId: mona.id, tabId, subjectId });
  expect(await seenBy(mona.id)).toEqual(["Omar"]);
});
