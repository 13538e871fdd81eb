import { createContext, type ReactNode, useContext, useEffect, useState } from "react";

export interface Clock {
  /** Milliseconds, by the server's clock: the same number while the page is rendered there and here. */
  now: number;
  /** When the data on this page was loaded, by the same clock. */
  loadedAt: number;
  /** The school's zone, such as "Africa/Cairo". */
  timeZone: string;
}

const ClockContext = createContext<Clock>({ now: 0, loadedAt: 0, timeZone: "UTC" });

/** The server's `now` of the last load and the school's zone, ticking every 30 s once the page lives. */
export function ClockProvider({
  now,
  timeZone,
  children,
}: {
  now: number;
  timeZone: string;
  children: ReactNode;
}) {
  const [elapsed, setElapsed] = useState({ since: now, ms: 0 });
  useEffect(() => {
    const started = performance.now();
    const timer = setInterval(() => setElapsed({ since: now, ms: performance.now() - started }), 30_000);
    return () => clearInterval(timer);
  }, [now]);
  const ms = elapsed.since === now ? elapsed.ms : 0;
  return (
    <ClockContext.Provider value={{ now: now + ms, loadedAt: now, timeZone }}>
      {children}
    </ClockContext.Provider>
  );
}

export const useClock = (): Clock => useContext(ClockContext);
