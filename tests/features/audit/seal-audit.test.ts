import { sql } from "kysely";
import pg from "pg";
import { afterEach, expect, test } from "vitest";
import { sealAudit } from "#app/features/audit/seal-audit.server.ts";
import { checkAudit } from "#app/features/reconciliation/check-audit.server.ts";
import { builders } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";

const { db, pool } = useDatabase();
const build = builders(db);

/** What a person with the database's password can do: the log refuses it to everyone else. */
async function behindItsBack(change: ReturnType<typeof sql>, table = "audit_log"): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`alter table ${sql.table(table)} disable trigger append_only`.execute(trx);
    await change.execute(trx);
    await sql`alter table ${sql.table(table)} enable trigger append_only`.execute(trx);
  });
}

async function write(count: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    insert into audit_log (actor_type, action, subject_type, subject_id, after)
    select 'system', 'test.written', 'payment', 'pay_' || n, jsonb_build_object('n', n, 'name', 'ليلى O''Neil')
    from generate_series(1, ${count}::int) n returning id`.execute(db);
  return rows.map((row) => row.id);
}

const entriesInSeals = async () =>
  (
    await sql<{ id: number }>`
      select i.id from audit_seals s, unnest(s.ids) r, generate_series(lower(r), upper(r) - 1) i (id) order by 1`.execute(
      db,
    )
  ).rows.map((row) => row.id);
const entries = async () =>
  (await db.selectFrom("audit_log").select("id").orderBy("id").execute()).map((row) => row.id);
const exception = () =>
  db
    .selectFrom("exceptions")
    .select(["status", "severity", "facts"])
    .where("dedupe_key", "=", "audit_altered")
    .executeTakeFirst();

afterEach(async () => {
  await sql`alter table audit_seals disable trigger all`.execute(db);
  await sql`alter table audit_checks disable trigger all`.execute(db);
  await sql`truncate audit_seals, audit_checks`.execute(db);
  await sql`update audit_sealer set floor_id = 0`.execute(db);
  await sql`alter table audit_seals enable trigger all`.execute(db);
  await sql`alter table audit_checks enable trigger all`.execute(db);
  await sql`delete from exceptions where kind = 'audit_altered'`.execute(db);
});

test("every entry is sealed once, in blocks, by however many seal at once, and the check finds all as written", async () => {
  await build.payment();
  await write(2_500);
  const sealed = await Promise.all([sealAudit(db), sealAudit(db), sealAudit(db)]);
  while ((await sealAudit(db)) > 0);
  expect(sealed.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(0);
  expect(await entriesInSeals()).toEqual(await entries());
  await write(3);
  expect(await sealAudit(db)).toBe(3);
  expect(await sealAudit(db)).toBe(0);
  await sealAudit(db, { settled: 0 });
  await write(2);
  expect(await sealAudit(db)).toBe(2);
  const found = await checkAudit(db, { page: 2 });
  expect(found).toMatchObject({ altered: 0, missing: 0, added: 0, unchained: 0, named: [] });
  expect(found.entries).toBe((await entries()).length);
  expect(await exception()).toBeUndefined();
});

test("an entry that commits after later ones were sealed joins a seal, however long its transaction took", async () => {
  await write(1);
  await sealAudit(db, { settled: 0 });
  const slow = new pg.Client(pool.options);
  await slow.connect();
  let id = 0;
  try {
    await slow.query("begin");
    const insert =
      "insert into audit_log (actor_type, action, subject_type, subject_id) values ('system', 'test.slow', 'payment', 'pay_slow') returning id";
    id = Number((await slow.query<{ id: string }>(insert)).rows[0]!.id);
    const [later] = await write(1);
    expect(later).toBeGreaterThan(id);
    expect(await sealAudit(db, { settled: 0 })).toBe(1);
    expect(await sealAudit(db, { settled: 0 })).toBe(0);
    await slow.query("commit");
  } finally {
    await slow.end();
  }
  expect(await sealAudit(db, { settled: 0 })).toBe(1);
  expect(await entriesInSeals()).toEqual(await entries());
  // Only now is nothing below still to come.
  await sealAudit(db, { settled: 0 });
  const { floor_id } = await db.selectFrom("audit_sealer").select("floor_id").executeTakeFirstOrThrow();
  expect(floor_id).toBeGreaterThan(id);
  expect(await checkAudit(db)).toMatchObject({ added: 0, missing: 0, altered: 0, unchained: 0 });
});

test.each([
  ["altered", (id: number) => sql`update audit_log set reason = 'never mind' where id = ${id}`],
  ["altered", (id: number) => sql`update audit_log set at = at + interval '1 microsecond' where id = ${id}`],
  ["altered", (id: number) => sql`update audit_log set after = after || '{"n": 0}' where id = ${id}`],
  ["missing", (id: number) => sql`delete from audit_log where id = ${id}`],
] as const)(
  "an entry %s behind the log's back is named, and all is well once it is back",
  async (fault, change) => {
    const [, second] = await write(3);
    await sealAudit(db);
    const { rows } = await sql<{
      entry: unknown;
    }>`select to_jsonb(a) as entry from audit_log a where id = ${second}`.execute(db);
    await behindItsBack(change(second!));
    expect(await checkAudit(db)).toMatchObject({ [fault]: 1, unchained: 0, named: [second] });
    expect(await exception()).toMatchObject({
      status: "open",
      severity: "critical",
      facts: { [fault]: 1, entries: [second] },
    });
    await behindItsBack(sql`delete from audit_log where id = ${second}`);
    await sql`insert into audit_log overriding system value
    select * from jsonb_populate_record(null::audit_log, ${JSON.stringify(rows[0]!.entry)}::jsonb)`.execute(
      db,
    );
    expect(await checkAudit(db)).toMatchObject({ altered: 0, missing: 0, added: 0, unchained: 0 });
    expect(await exception()).toMatchObject({ status: "resolved" });
  },
);

test("an entry put among those sealed long ago is told, and is not sealed", async () => {
  const [first] = await write(1);
  await behindItsBack(sql`delete from audit_log where id = ${first}`);
  await write(2);
  await sealAudit(db);
  await sealAudit(db, { settled: 0 });
  await sql`insert into audit_log (id, actor_type, action, subject_type, subject_id) overriding system value
    values (${first}, 'staff', 'payment.refunded', 'payment', 'pay_forged')`.execute(db);
  await sealAudit(db);
  expect(await checkAudit(db)).toMatchObject({ added: 1, altered: 0, missing: 0, named: [first] });
  await behindItsBack(sql`delete from audit_log where id = ${first}`);
});

test("a chain written anew for a changed entry is not the one that was checked before", async () => {
  const [id] = await write(2);
  await sealAudit(db);
  await checkAudit(db);
  const { rows } = await sql<{ after: unknown }>`select after from audit_log where id = ${id}`.execute(db);
  await behindItsBack(sql`update audit_log set after = '{"n": 7}' where id = ${id}`);
  await behindItsBack(sql`delete from audit_seals`, "audit_seals");
  await sealAudit(db);
  expect(await checkAudit(db)).toMatchObject({ altered: 0, missing: 0, unchained: 1 });
  expect(await exception()).toMatchObject({ status: "open", facts: { unchained: 1 } });
  await behindItsBack(
    sql`update audit_log set after = ${JSON.stringify(rows[0]!.after)}::jsonb where id = ${id}`,
  );
});

test("a seal that was changed does not follow from the one before", async () => {
  await write(1);
  await sealAudit(db);
  await write(1);
  await sealAudit(db);
  await behindItsBack(
    sql`update audit_seals set hash = sha256(hash) where number = (select max(number) - 1 from audit_seals)`,
    "audit_seals",
  );
  expect(await checkAudit(db)).toMatchObject({ altered: 0, missing: 0, unchained: 2 });
});
