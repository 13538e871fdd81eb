import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from "react";

export interface Clock {
  /** Milliseconds, by the server's clock: the same number while the page is rendered there and here. */
  now: number;
  /** When the data on this page was loaded, by the same clock. */
  loadedAt: number;
  /** The school's zone, such as "Africa/Cairo". */
  timeZone: string;
}

const ClockContext = createContext<Clock>({ now: 0, loadedAt: 0, timeZone: "UTC" });

/**
 * The server's `now` of the last load and the school's zone, ticking every 30 s once the page lives. `load` is another
 * value after each load: one that was answered "unchanged" carries the time of an earlier one, and the clock never
 * goes back.
 */
export function ClockProvider({
  now,
  load,
  timeZone,
  children,
}: {
  now: number;
  load?: unknown;
  timeZone: string;
  children: ReactNode;
}) {
  const known = useRef({ server: now, device: Number.POSITIVE_INFINITY });
  const [ticked, setTicked] = useState({ now, loadedAt: now });
  // biome-ignore lint/correctness/useExhaustiveDependencies: each load counts, also one with the same time
  useEffect(() => {
    const sinceKnown = () => Math.max(0, Date.now() - known.current.device);
    const loadedAt = Math.max(now, known.current.server + sinceKnown());
    known.current = { server: loadedAt, device: Date.now() };
    const tick = () => {
      const next = { now: loadedAt + sinceKnown(), loadedAt };
      setTicked((last) => (last.now === next.now && last.loadedAt === loadedAt ? last : next));
    };
    tick();
    const timer = setInterval(tick, 30_000);
    return () => clearInterval(timer);
  }, [now, load]);
  const [current, loadedAt] = [Math.max(now, ticked.now), Math.max(now, ticked.loadedAt)];
  // The same while no time passed: a list has a hundred that read it, and the frame around it is drawn at each step.
  const value = useMemo(() => ({ now: current, loadedAt, timeZone }), [current, loadedAt, timeZone]);
  return <ClockContext.Provider value={value}>{children}</ClockContext.Provider>;
}

export const useClock = (): Clock => useContext(ClockContext);
