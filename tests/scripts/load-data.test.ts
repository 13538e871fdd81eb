import pg from "pg";
import { beforeAll, expect, test } from "vitest";
import { checkStatuses } from "#app/features/reconciliation/check-statuses.server.ts";
import { questions } from "#app/features/reconciliation/find-violations.server.ts";
import { loadSchool } from "#scripts/load-data/load-school.ts";
import { LoadRefused, refuseUnlessSafe } from "#scripts/load-data/refuse-unless-safe.ts";
import { useDatabase } from "#tests/support/database.ts";
import { expectBooksToAgree } from "#tests/support/tables.ts";

const { db, pool, url } = useDatabase();
const size = { payments: 2_000, users: 700, enrollments: 2_500 };
let indexesBefore: string[];

const indexes = async () => {
  const { rows } = await pool.query<{ indexdef: string }>(
    "select indexdef from pg_indexes order by indexdef",
  );
  return rows.map((row) => row.indexdef);
};

beforeAll(async () => {
  indexesBefore = await indexes();
  await loadSchool(url, size, () => undefined);
});

test("so many rows as were asked for, under the indexes that were there", async () => {
  const { rows } = await pool.query(`select (select count(*) from payments)::int as payments,
    (select count(*) from users where role = 'student')::int as users, (select count(*) from enrollments)::int as enrollments`);
  expect(rows[0]).toEqual(size);
  expect(await indexes()).toEqual(indexesBefore);
  expect((await pool.query("select from name_words limit 20")).rowCount).toBe(20);
});

test("the sweeper and the check of statuses find nothing", async () => {
  for (const [name, ask] of Object.entries(questions))
    expect([name, await ask(db, null)]).toEqual([name, []]);
  expect(await checkStatuses(db, null)).toBe(size.payments);
  const found = await db.selectFrom("exceptions").select(["kind", "payment_id"]).execute();
  expect(found).toEqual([]);
  await expectBooksToAgree(db);
});

test("every reference leads somewhere, though none was checked on the way", async () => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ name: string; tab: string; definition: string }>(
    `select conname as name, conrelid::regclass::text as tab, pg_get_constraintdef(oid) as definition
     from pg_constraint where contype = 'f' and conparentid = 0 and connamespace = 'public'::regnamespace`,
  );
  expect(rows.length).toBeGreaterThan(15);
  for (const { name, tab, definition } of rows)
    await client.query(`alter table ${tab} drop constraint ${name}, add constraint ${name} ${definition}`);
  await client.end();
});

test("another machine's database is refused, and one with people in it", async () => {
  expect(() => refuseUnlessSafe.local("postgres://db.school.example/bursar")).toThrow(LoadRefused);
  expect(() => refuseUnlessSafe.local("postgres://127.0.0.1:5432/bursar")).not.toThrow();
  await expect(refuseUnlessSafe.empty(url)).rejects.toThrow(LoadRefused);
});
