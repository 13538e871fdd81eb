import { newId } from "#app/lib/ids.ts";
import { log } from "#app/lib/logger.server.ts";

/** A part of a page as it arrives: its value, or the id under which its failure is in the log. */
export type Part<T> = { value: T } | { errorId: string };

/**
 * A part that may fail alone. Never rejects: the failure, or that it took too long, is logged here, and the page learns
 * only its id.
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

type Work = Record<string, () => Promise<unknown>>;
type Value<Works extends Work, Name extends keyof Works> = Awaited<ReturnType<Works[Name]>>;
type Loaded<Works extends Work> = {
  [Name in keyof Works]: Part<Value<Works, Name>> | Promise<Part<Value<Works, Name>>>;
};

/**
 * The parts of a page, each of which may be slow or fail alone: `...(await loadParts(request, { timeline: () =>
 * findTimeline(db(), id) }))`, drawn by `<PanelPart name="timeline" part={timeline}>`. Those that come within a blink are
 * there as they are: a page that is there at once needs no skeletons, nothing of it moves, and its answer can be labelled.
 * The others stay promises and come when they come. `?part=timeline` asks for that one alone, as whoever tries it again does.
 */
export async function loadParts<Works extends Work>(request: Request, work: Works): Promise<Loaded<Works>> {
  const only = new URL(request.url).searchParams.get("part");
  const names = only !== null && Object.hasOwn(work, only) ? [only] : Object.keys(work);
  const parts: Record<string, Part<unknown> | Promise<Part<unknown>>> = {};
  const arriving = names.map(async (name) => {
    const part = deferPart(name, work[name]!());
    parts[name] = part;
    parts[name] = await part;
  });
  let blink: ReturnType<typeof setTimeout> | undefined;
  await Promise.race([
    Promise.all(arriving),
    new Promise((resolve) => {
      blink = setTimeout(resolve, blinkMs);
    }),
  ]);
  clearTimeout(blink);
  // A copy: what comes after the blink comes by its promise.
  return { ...parts } as Loaded<Works>;
}
