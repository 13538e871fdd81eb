import type { Actor } from "#app/features/outbox/record-changes.server.ts";
import type { Db, Trx } from "#app/lib/db.server.ts";
import { wake } from "#app/lib/wake.server.ts";

/** What every act of support is called with. */
export interface Act {
  /** From the form: two presses, or a reload after the answer was lost, are one act. */
  key: string;
  actor: Actor & { id: string };
}

/** What came of it; `done` acts are remembered by their key, refusals are not: the form may be sent again. */
export type ActOutcome = { outcome: string } & Record<string, unknown>;

/** How an act ends: it was done, or it was refused and nothing has happened. */
export const done = <const Done extends ActOutcome>(what: Done) => ({ done: what });
export const refused = <const Refused extends { outcome: string }>(why: Refused) => ({ refused: why });

/** What the caller hears of it, of all the ways it may end. */
export type Ended<Came> = Came extends { done: infer What }
  ? What
  : Came extends { refused: infer Why }
    ? Why
    : never;

/**
 * Does an act once, in one transaction with the memory of having done it. The second of two at once waits for the
 * first, and is told what that one did.
 */
export async function actOnce<Came extends { done: ActOutcome } | { refused: { outcome: string } }>(
  db: Db,
  act: Act & { kind: string; userId: string },
  work: (trx: Trx) => Promise<Came>,
): Promise<Ended<Came> | { outcome: "key_reused" }> {
  const { key, kind, actor, userId } = act;
  const result = await db.transaction().execute(async (trx) => {
    const mine = await trx
      .insertInto("support_acts")
      .values({ key, kind, actor_id: actor.id, user_id: userId, outcome: "{}" })
      .onConflict((conflict) => conflict.column("key").doNothing())
      .returning("key")
      .executeTakeFirst();
    if (!mine) {
      const first = await trx
        .selectFrom("support_acts")
        .selectAll()
        .where("key", "=", key)
        .executeTakeFirstOrThrow();
      const same = first.kind === kind && first.actor_id === actor.id && first.user_id === userId;
      return same ? (first.outcome as unknown as Ended<Came>) : ({ outcome: "key_reused" } as const);
    }
    const came = await work(trx);
    if ("refused" in came) {
      await trx.deleteFrom("support_acts").where("key", "=", key).execute();
      return came.refused as Ended<Came>;
    }
    await trx
      .updateTable("support_acts")
      .set({ outcome: JSON.stringify(came.done) })
      .where("key", "=", key)
      .execute();
    return came.done as Ended<Came>;
  });
  wake("outbox");
  return result;
}
