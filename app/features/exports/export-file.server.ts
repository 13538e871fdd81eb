import { beginExport, type ExportEnd, endExport } from "#app/features/exports/record-export.server.ts";
import { csvText } from "#app/lib/csv.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import type { Asked } from "#app/lib/list.ts";
import { log } from "#app/lib/logger.server.ts";
import type { EveryRow } from "#app/lib/read-list.server.ts";
import type { Messages } from "#app/messages/en.ts";
import { isLocale } from "#app/messages/locales.ts";
import { translatorFor } from "#app/messages/translate.ts";
import type { ViewList } from "#db/schema.ts";

/** What each column becomes in a file: one cell, or an amount and its currency. Each names its header in the words. */
export type FileCells<Row> = Record<
  string,
  ReadonlyArray<readonly [header: keyof Messages["files"], text: (row: Row, timeZone: string) => string]>
>;

export interface ExportInput<Row> extends EveryRow<Row> {
  staff: { id: string; locale: string };
  list: { name: ViewList };
  asked: Pick<Asked, "filters" | "columns">;
  cells: FileCells<Row>;
  timeZone: string;
}

/** A list as the text of a file, written as it is read. Whoever takes it, and how much of it, is in the audit log. */
export async function* exportFile<Row>(db: Db, input: ExportInput<Row>): AsyncGenerator<string> {
  const { staff, list, asked, timeZone } = input;
  const who = { staffId: staff.id, list: list.name };
  const batches = input.batches[Symbol.asyncIterator]();
  // Read while the entry is written down, and handed out after it.
  const first = batches.next();
  first.catch(() => undefined);
  const id = await beginExport(db, { ...who, filters: asked.filters, columns: asked.columns });
  const cells = asked.columns.flatMap((column) => input.cells[column] ?? []);
  const t = translatorFor(isLocale(staff.locale) ? staff.locale : "en", "files");
  let rows = 0;
  let end: ExportEnd = "cancelled";
  async function* texts() {
    for (let batch = await first; !batch.done; batch = await batches.next()) {
      yield batch.value.map((row) => cells.map(([, text]) => text(row, timeZone)));
      rows += batch.value.length;
    }
  }
  try {
    yield* csvText(
      cells.map(([header]) => t(header, { timeZone })),
      texts(),
    );
    end = input.cut ? "partial" : "whole";
  } catch (error) {
    end = "failed";
    throw error;
  } finally {
    // What broke the file, or cut it off, is what whoever waits for it hears.
    await endExport(db, { ...who, id, rows, end }).catch((error: unknown) => {
      log.error({ err: error, exportId: id, rows, end }, "the end of an export could not be recorded");
    });
    log.info({ exportId: id, list: list.name, rows, end }, "list exported");
  }
}
