import { newId } from "#app/lib/ids.ts";
import { log } from "#app/lib/logger.server.ts";

/** A slow part of a page as it arrives: its value, or the id under which its failure is in the log. */
export type Part<T> = { value: T } | { errorId: string };

/**
 * A part of a page that may come later and may fail alone: `return { revenue: deferPart("revenue", sumRevenue(db())) }`,
 * drawn by `<PanelPart part={revenue}>`. Never rejects: the failure, or that it took too long, is logged here, and the
 * page learns only its id.
 */
export function deferPart<T>(name: string, work: Promise<T>): Promise<Part<T>> {
  return inTime(work).then(
    (value) => ({ value }),
    (error: unknown) => {
      const errorId = newId("err");
      log.error({ err: error, errorId, part: name }, "part of a page failed");
      return { errorId };
    },
  );
}

/** Shorter than a document waits for what comes late: a part that hangs says so itself, and the page is whole. */
const patienceMs = 4_000;

/** Rejects when the work takes longer than anyone waits for it. */
function inTime<T>(work: Promise<T>): Promise<T> {
  let over: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    over = setTimeout(() => reject(new Error(`nothing came within ${patienceMs} ms`)), patienceMs);
  });
  return Promise.race([work, tooLate]).finally(() => clearTimeout(over));
}

/** What is a blink to whoever waits for the page, milliseconds: longer than most parts take. */
const blinkMs = 80;

type Arrived<Parts> = { [Name in keyof Parts]: Parts[Name] | Awaited<Parts[Name]> };

/**
 * The parts of a page, those that came within a blink as they are: a page that is there at once needs no skeletons,
 * nothing of it moves, and its answer can be labelled. The others stay promises and come when they come.
 */
export async function awaitQuick<Parts extends Record<string, Promise<Part<unknown>>>>(
  parts: Parts,
): Promise<Arrived<Parts>> {
  const arrived: Partial<Arrived<Parts>> = {};
  const arriving = Object.entries(parts).map(async ([name, part]) => {
    const value = await part;
    // What failed stays as it was: an answer with a part that may be luckier next time is not kept.
    if ("value" in value) arrived[name as keyof Parts] = value as Awaited<Parts[keyof Parts]>;
  });
  let blink: ReturnType<typeof setTimeout> | undefined;
  await Promise.race([
    Promise.all(arriving),
    new Promise((resolve) => {
      blink = setTimeout(resolve, blinkMs);
    }),
  ]);
  clearTimeout(blink);
  return { ...parts, ...arrived };
}
