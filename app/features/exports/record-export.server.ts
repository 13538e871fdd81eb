import { recordChanges } from "#app/features/outbox/record-changes.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { newId } from "#app/lib/ids.ts";
import type { ViewList } from "#db/schema.ts";

export interface ExportAsked {
  staffId: string;
  list: ViewList;
  /** What narrows it. A search may be a person's name: only that there is one is kept. */
  filters: Record<string, string | null>;
  columns: readonly string[];
}

/** Says in the audit log that somebody takes this list out of the product, before its first row leaves. */
export async function beginExport(db: Db, asked: ExportAsked): Promise<string> {
  const id = newId("exp");
  const filters = Object.fromEntries(
    Object.entries(asked.filters).flatMap(([name, value]) =>
      value === null ? [] : [[name, name === "q" ? "(a search)" : value]],
    ),
  );
  await say(db, {
    id,
    ...asked,
    kind: "export.begun",
    after: { list: asked.list, filters, columns: asked.columns },
  });
  return id;
}

/** `partial`: every row that its search found, which stopped at its bound. `cancelled`: whoever asked went away. */
export type ExportEnd = "whole" | "partial" | "cancelled" | "failed";

/** … and how it ended. */
export async function endExport(
  db: Db,
  ended: Pick<ExportAsked, "staffId" | "list"> & {
    id: string;
    rows: number;
    end: ExportEnd;
  },
): Promise<void> {
  const { rows, end, list } = ended;
  await say(db, { ...ended, kind: "export.ended", after: { list, rows, end } });
}

async function say(
  db: Db,
  entry: { id: string; staffId: string; list: ViewList; kind: string; after: Record<string, unknown> },
) {
  await db.transaction().execute((trx) =>
    recordChanges(trx, {
      actor: { type: "staff", id: entry.staffId },
      changes: [
        {
          topic: "operations",
          kind: entry.kind,
          subject: { type: "export", id: entry.id, version: entry.kind === "export.begun" ? 1 : 2 },
          before: null,
          after: entry.after,
          data: { list: entry.list },
          audience: [],
        },
      ],
    }),
  );
}
