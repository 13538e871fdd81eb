import type { Db, Trx } from "#app/lib/db.server.ts";

/**
 * Does what a person asked for while their row is locked: what one person does at once goes one after the other. Who
 * became part of another account meanwhile acts as that one, so nothing is made under an account that is gone.
 */
export async function asPerson<T>(
  db: Db,
  personId: string,
  work: (trx: Trx, personId: string) => Promise<T>,
): Promise<T> {
  const came = await db.transaction().execute(async (trx): Promise<{ mergedInto: string } | { done: T }> => {
    const person = await trx
      .selectFrom("users")
      .select("merged_into")
      .where("id", "=", personId)
      .forNoKeyUpdate()
      .executeTakeFirstOrThrow();
    if (person.merged_into) return { mergedInto: person.merged_into };
    return { done: await work(trx, personId) };
  });
  // A transaction of its own: the row that is gone is let go of before the next is waited for.
  return "mergedInto" in came ? asPerson(db, came.mergedInto, work) : came.done;
}
