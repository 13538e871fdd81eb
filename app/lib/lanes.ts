/**
 * A counted number of lanes. Work takes one, and may give it up while it waits for something slow and take it back
 * after; whoever waits to take one back goes before new work. `onFree` runs when a lane has nobody waiting for it.
 */
export function createLanes(count: number, onFree: () => void = () => undefined) {
  let free = count;
  const returning: Array<() => void> = [];
  return {
    /** Takes a lane if one is free now. */
    tryTake(): boolean {
      if (free === 0) return false;
      free -= 1;
      return true;
    },
    /** Waits for a lane and takes it. */
    take(): Promise<void> {
      if (free > 0) {
        free -= 1;
        return Promise.resolve();
      }
      return new Promise((resolve) => returning.push(resolve));
    },
    give(): void {
      const next = returning.shift();
      if (next) {
        next();
        return;
      }
      free += 1;
      onFree();
    },
  };
}
