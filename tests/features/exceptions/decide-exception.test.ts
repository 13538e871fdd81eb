import { expect, test } from "vitest";
import { decideException, type ExceptionDecision } from "#app/features/exceptions/decide-exception.server.ts";
import { openException } from "#app/features/exceptions/open-exception.server.ts";
import { newId } from "#app/lib/ids.ts";
import { builders } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";

const { db } = useDatabase();
const build = builders(db);

test("a decision is written once, with its reason, audit entry and event", async () => {
  const { id } = await exception();
  expect(await decide(id, "resolve")).toEqual({ outcome: "decided", status: "resolved" });
  const after = await row(id);
  expect(after).toMatchObject({ status: "resolved", version: 2, resolution: "Called the student" });
  expect(after.history.map((entry) => entry.what)).toEqual(["opened", "resolved"]);
  expect(after.history[1]).toMatchObject({ by: after.resolved_by, note: "Called the student" });
  const audit = await db.selectFrom("audit_log").selectAll().where("subject_id", "=", id).execute();
  expect(audit.map((entry) => entry.action)).toEqual(["exception.opened", "exception.resolved"]);
  expect(audit[1]).toMatchObject({ actor_type: "staff", reason: "Called the student" });
  const events = await db.selectFrom("outbox_events").selectAll().where("subject_id", "=", id).execute();
  expect(events.at(-1)).toMatchObject({ kind: "exception.resolved", subject_version: 2, audience: [] });
});

test("two people at once end with one decision, and the other is told", async () => {
  const { id } = await exception();
  const both = await Promise.all([decide(id, "resolve"), decide(id, "ignore")]);
  expect(both.map((result) => result.outcome).sort()).toEqual(["decided", "stale"]);
  expect((await row(id)).history).toHaveLength(2);
});

test("a decision pressed twice is one, told both times; with another reason, or by a colleague, it came too late", async () => {
  const { id } = await exception();
  const actor = { type: "staff" as const, id: (await build.user({ role: "finance" })).id };
  const press = (version: number, decision: ExceptionDecision, more: object = {}) =>
    decideException(db, {
      exceptionId: id,
      expectedVersion: version,
      decision,
      reason: "Called the student",
      actor,
      ...more,
    });
  for (const [version, decision, status] of [
    [1, "resolve", "resolved"],
    [2, "reopen", "open"],
    [3, "ignore", "ignored"],
  ] as const) {
    const both = await Promise.all([press(version, decision), press(version, decision)]);
    expect(both).toEqual(Array(2).fill({ outcome: "decided", status }));
  }
  expect((await row(id)).history).toHaveLength(4);
  const stale = { outcome: "stale", status: "ignored" };
  expect(await press(3, "ignore", { reason: "Known for years" })).toEqual(stale);
  const colleague = { type: "staff", id: (await build.user({ role: "finance" })).id };
  expect(await press(3, "ignore", { actor: colleague })).toEqual(stale);
  expect(await press(1, "resolve")).toEqual(stale);
});

test("a decision on an older version changes nothing", async () => {
  const { id } = await exception();
  await decide(id, "ignore");
  expect(await decide(id, "resolve", 1)).toEqual({ outcome: "stale", status: "ignored" });
  expect(await decide(id, "resolve", 2)).toEqual({ outcome: "stale", status: "ignored" });
  expect((await row(id)).status).toBe("ignored");
});

test("an ignored problem stays closed when it is seen again, and a person can take that back", async () => {
  const { id, key } = await exception();
  await decide(id, "ignore");
  expect(await openException(db, input(key))).toBe(false);
  expect((await row(id)).status).toBe("ignored");
  expect(await decide(id, "reopen", 2)).toEqual({ outcome: "decided", status: "open" });
  expect(await row(id)).toMatchObject({ status: "open", resolved_at: null, resolution: null, version: 3 });
});

test("what is not there cannot be decided", async () => {
  expect(await decide("exc_nothere", "resolve")).toEqual({ outcome: "missing" });
});

const input = (key: string) => ({
  id: newId("exc"),
  dedupe_key: key,
  kind: "dead_delivery" as const,
  facts: { gateway: "paymob", attempts: 12 },
});

async function exception() {
  const key = `dead_delivery:${newId("whk")}`;
  await openException(db, input(key));
  const { id } = await db
    .selectFrom("exceptions")
    .select("id")
    .where("dedupe_key", "=", key)
    .executeTakeFirstOrThrow();
  return { id, key };
}

async function decide(exceptionId: string, decision: ExceptionDecision, expectedVersion = 1) {
  const staff = await build.user({ role: "finance" });
  const actor = { type: "staff" as const, id: staff.id };
  return decideException(db, {
    exceptionId,
    expectedVersion,
    decision,
    reason: "Called the student",
    actor,
  });
}

const row = (id: string) =>
  db.selectFrom("exceptions").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
