import { type Kysely, sql } from "kysely";

/**
 * Frozen. Three lines of write_changes (0128) are others; taken from the database, the function keeps its settings.
 *
 * A delivery's outcome is that of the change that settled it: a worker whose lease had run out came back to what another
 * had applied meanwhile, and called it "nothing new". And a payment was last asked about when a gateway answered,
 * whoever made us ask.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const lines: ReadonlyArray<readonly [was: string, is: string]> = [
    ["where w.id = d->>'id';", "where w.id = d->>'id' and w.status <> 'processed';"],
    [
      "version = version + (case",
      "last_checked_at = case when (p->>'asked')::boolean then now() else last_checked_at end,\n        version = version + (case",
    ],
    ["((p->>'changed')::boolean or", "((p->>'changed')::boolean or (p->>'asked')::boolean or"],
  ];
  const read = await sql<{
    text: string;
  }>`select pg_get_functiondef('write_changes(jsonb)'::regprocedure) as text`.execute(db);
  let { text } = read.rows[0]!;
  for (const [was, is] of lines) {
    if (text.split(was).length !== 2)
      throw new Error(`write_changes is not the one this migration knows: ${was}`);
    text = text.replace(was, () => is);
  }
  await sql.raw(text).execute(db);
}
