import type pg from "pg";

interface Index {
  name: string;
  definition: string;
}

/** Takes away the indexes of these tables that guard nothing; what they were. */
export async function dropIndexes(client: pg.Client, tables: readonly string[]): Promise<Index[]> {
  const { rows } = await client.query<Index>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
     from pg_index i
     where i.indrelid = any(select t::regclass from unnest($1::text[]) t) and not i.indisunique
     order by pg_relation_size(i.indrelid) desc`,
    [tables],
  );
  for (const { name } of rows) await client.query(`drop index ${name}`);
  return rows;
}

/** Makes them anew, on every connection at once. */
export async function restoreIndexes(
  clients: readonly pg.Client[],
  indexes: readonly Index[],
  say: (line: string) => void,
): Promise<void> {
  const waiting = [...indexes];
  await Promise.all(
    clients.map(async (client) => {
      for (let index = waiting.shift(); index; index = waiting.shift()) {
        await client.query(index.definition);
        say(`index ${index.name}`);
      }
    }),
  );
}
