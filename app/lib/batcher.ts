import { setImmediate as turn } from "node:timers/promises";

/** What a flush tells: an answer for each item in its place, or nothing that matters. */
type Answers<Answer> = [Answer] extends [undefined] ? unknown : readonly Answer[];

/**
 * Joins calls of one turn of the event loop, and those that arrive while earlier ones are under way: `flush` gets
 * whatever is waiting, at most `largest` at a time and `lanes` at once. A lone call need not wait for others. When a
 * batch fails, each of its calls is tried alone, so that one bad item fails nobody else. With `patienceMs` another lane
 * is opened only when calls have waited so long for those that are busy: more of them share a flush, and one flush that
 * hangs does not hold up the rest.
 */
export function createBatcher<Item, Answer = undefined>(options: {
  flush: (items: Item[]) => Promise<Answers<Answer>>;
  largest: number;
  lanes: number;
  patienceMs?: number;
}): (item: Item) => Promise<Answer> {
  const waiting: Array<{
    item: Item;
    since: number;
    resolve: (answer: Answer) => void;
    reject: (error: unknown) => void;
  }> = [];
  let busy = 0;
  let timer: NodeJS.Timeout | undefined;
  const flush = async (items: Item[]) => ((await options.flush(items)) ?? []) as readonly Answer[];

  async function run(): Promise<void> {
    busy += 1;
    await turn();
    while (waiting.length > 0) {
      const batch = waiting.splice(0, options.largest);
      try {
        const answers = await flush(batch.map((one) => one.item));
        for (const [place, one] of batch.entries()) one.resolve(answers[place]!);
      } catch (error) {
        if (batch.length === 1) batch[0]!.reject(error);
        else
          await Promise.all(
            batch.map((one) => flush([one.item]).then(([answer]) => one.resolve(answer!), one.reject)),
          );
      }
    }
    busy -= 1;
  }

  /** A lane for those in line, at once or when the first of them has waited long enough. */
  function serve(): void {
    if (waiting.length === 0 || busy >= options.lanes) return;
    const left = waiting[0]!.since + (options.patienceMs ?? 0) - performance.now();
    if (busy === 0 || left <= 0) void run();
    else if (!timer)
      timer = setTimeout(() => {
        timer = undefined;
        serve();
      }, left).unref();
  }

  return (item) =>
    new Promise<Answer>((resolve, reject) => {
      waiting.push({ item, since: performance.now(), resolve, reject });
      serve();
    });
}
