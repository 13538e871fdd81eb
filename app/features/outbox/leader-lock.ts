/** Whether tabs of this browser can agree on one of them. */
export const tabsCanAgree = (): boolean =>
  typeof BroadcastChannel !== "undefined" &&
  typeof navigator !== "undefined" &&
  navigator.locks !== undefined;

/**
 * Waits for the lock of this name, which one tab of the browser holds at a time, and holds it until the returned
 * function is called or the tab is gone. `steal` takes it from a tab that no longer answers; that one's `onLost` runs.
 */
export function holdLock(
  name: string,
  { steal, onHeld, onLost }: { steal: boolean; onHeld: () => void; onLost: () => void },
): () => void {
  const waiting = new AbortController();
  const letGo = Promise.withResolvers<void>();
  let over = false;
  const hold = () => {
    if (over) return;
    onHeld();
    return letGo.promise;
  };
  navigator.locks.request(name, steal ? { steal } : { signal: waiting.signal }, hold).catch(() => {
    // The only rejections: this tab gave up waiting, or another took the lock away.
    if (over) return;
    over = true;
    onLost();
  });
  return () => {
    over = true;
    waiting.abort();
    letGo.resolve();
  };
}
