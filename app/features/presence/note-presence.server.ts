import { sql } from "kysely";
import { recordSignal } from "#app/features/outbox/record-signal.server.ts";
import { goneSeconds, presenceKind } from "#app/features/presence/presence.ts";
import type { Db, Trx } from "#app/lib/db.server.ts";
import { wake } from "#app/lib/wake.server.ts";

interface Beat {
  staffId: string;
  tabId: string;
  subjectId: string;
}

/** This tab has the row open, still or since now. Others hear of it when its person was not there before. */
export async function notePresence(db: Db, beat: Beat): Promise<void> {
  const came = await db.transaction().execute(async (trx) => {
    const wasThere = await isThere(trx, beat);
    await trx
      .insertInto("presences")
      .values({ subject_id: beat.subjectId, tab_id: beat.tabId, staff_id: beat.staffId })
      .onConflict((conflict) =>
        conflict
          .columns(["subject_id", "tab_id"])
          .doUpdateSet({ seen_at: sql`now()` })
          .where("presences.staff_id", "=", beat.staffId),
      )
      .execute();
    if (!wasThere) await tell(trx, beat);
    return !wasThere;
  });
  if (came) wake("outbox");
}

/** This tab closed the row, or was closed itself. */
export async function noteAbsence(db: Db, beat: Beat): Promise<void> {
  const left = await db.transaction().execute(async (trx) => {
    const gone = await trx
      .deleteFrom("presences")
      .where("subject_id", "=", beat.subjectId)
      .where("tab_id", "=", beat.tabId)
      .where("staff_id", "=", beat.staffId)
      .executeTakeFirst();
    // Whoever went without a word is swept away by those who say goodbye.
    await trx
      .deleteFrom("presences")
      .where("seen_at", "<", sql<Date>`now() - interval '2 minutes'`)
      .execute();
    if (gone.numDeletedRows === 0n || (await isThere(trx, beat))) return false;
    await tell(trx, beat);
    return true;
  });
  if (left) wake("outbox");
}

async function isThere(trx: Trx, { staffId, subjectId }: Beat): Promise<boolean> {
  const row = await trx
    .selectFrom("presences")
    .select("tab_id")
    .where("subject_id", "=", subjectId)
    .where("staff_id", "=", staffId)
    .where("seen_at", ">", sql<Date>`now() - make_interval(secs => ${sql.lit(goneSeconds)})`)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

const tell = (trx: Trx, { subjectId, staffId }: Beat) =>
  recordSignal(trx, {
    topic: "operations",
    kind: presenceKind,
    subject: { type: "presence", id: subjectId },
    data: { staffId },
  });
