/**
 * Joins calls that arrive while earlier ones are under way into one: `flush` gets whatever is waiting, at most
 * `largest` at a time and `lanes` at once. A lone call goes at once. When a batch fails, each of its calls is
 * tried alone, so that one bad item fails nobody else.
 */
export function createBatcher<T>(options: {
  flush: (items: T[]) => Promise<void>;
  largest: number;
  lanes: number;
}): (item: T) => Promise<void> {
  const waiting: Array<{ item: T; resolve: () => void; reject: (error: unknown) => void }> = [];
  let busy = 0;

  async function run(): Promise<void> {
    busy += 1;
    while (waiting.length > 0) {
      const batch = waiting.splice(0, options.largest);
      try {
        await options.flush(batch.map((one) => one.item));
        for (const one of batch) one.resolve();
      } catch (error) {
        if (batch.length === 1) batch[0]!.reject(error);
        else await Promise.all(batch.map((one) => options.flush([one.item]).then(one.resolve, one.reject)));
      }
    }
    busy -= 1;
  }

  return (item) =>
    new Promise<void>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (busy < options.lanes) void run();
    });
}
