import { stringify } from "csv-stringify/sync";

/** Excel reads a file as UTF-8 only when it begins so. */
const byteOrderMark = "\ufeff";

/**
 * Rows as CSV by RFC 4180, one piece of text a batch: the next batch is read when the last was taken, so memory stays
 * the same however long the list is. A cell that a spreadsheet would run as a formula is made text.
 */
export async function* csvText(
  headers: readonly string[],
  batches: AsyncIterable<ReadonlyArray<ReadonlyArray<string>>>,
): AsyncGenerator<string> {
  yield byteOrderMark + lines([headers]);
  for await (const batch of batches) if (batch.length > 0) yield lines(batch);
}

const lines = (rows: ReadonlyArray<ReadonlyArray<string>>) =>
  stringify(
    rows.map((row) => row.map(harmless)),
    { record_delimiter: "windows" },
  );

/** Spreadsheets run what begins with these, also behind white space and in its full-width forms. */
const harmless = (cell: string) =>
  /^[\s\0]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/.test(cell) || /^[\t\r]/.test(cell) ? `'${cell}` : cell;
