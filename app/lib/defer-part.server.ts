import { newId } from "#app/lib/ids.ts";
import { log } from "#app/lib/logger.server.ts";

/** A slow part of a page as it arrives: its value, or the id under which its failure is in the log. */
export type Part<T> = { value: T } | { errorId: string };

/**
 * A part of a page that may come later and may fail alone: `return { revenue: deferPart("revenue", sumRevenue(db())) }`,
 * drawn by `<PanelPart part={revenue}>`. Never rejects: the failure is logged here, and the page learns only its id.
 */
export function deferPart<T>(name: string, work: Promise<T>): Promise<Part<T>> {
  return work.then(
    (value) => ({ value }),
    (error: unknown) => {
      const errorId = newId("err");
      log.error({ err: error, errorId, part: name }, "part of a page failed");
      return { errorId };
    },
  );
}
