import { useEffect, useRef, useState } from "react";
import { useLiveEvents } from "#app/features/outbox/live-updates.tsx";
import { beatMs, goneSeconds, type Looker, presenceKind } from "#app/features/presence/presence.ts";
import { adminPaths } from "#app/paths.ts";

const none: readonly Looker[] = [];

/**
 * Who else has these rows open, kept current: `const lookers = useLookers(rows.map((row) => row.id))`, then
 * `<Lookers of={lookers} subject={row.id} />` in the row. At most the first hundred rows are asked about.
 */
export function useLookers(subjectIds: readonly string[]): readonly Looker[] {
  const [lookers, setLookers] = useState(none);
  const key = subjectIds.slice(0, 100).join(",");
  const ask = useRef<() => void>(() => undefined);
  const asking = useRef<AbortController>();
  const asked = useRef<ReadonlySet<string>>(new Set());
  const anyone = lookers.length > 0;
  useEffect(() => {
    if (key === "") return setLookers(none);
    ask.current = () => {
      asking.current?.abort();
      asking.current = new AbortController();
      const { signal } = asking.current;
      fetch(adminPaths.presence(key), { signal, headers: { Accept: "application/json" } })
        .then(async (answer) => {
          if (answer.ok && !answer.redirected)
            setLookers(((await answer.json()) as { lookers: Looker[] }).lookers);
        })
        // Nobody is missed for long: the next event or the next round asks again.
        .catch(() => undefined);
    };
    // Of a row that left nothing is to be known; rows that came are asked about.
    const ids = key.split(",");
    if (ids.some((id) => !asked.current.has(id))) ask.current();
    asked.current = new Set(ids);
  }, [key]);
  useEffect(
    () => () => {
      asking.current?.abort();
      asked.current = new Set();
    },
    [],
  );
  useEffect(() => {
    if (!anyone) return;
    // Who was cut off says no goodbye.
    const timer = setInterval(
      () => document.visibilityState === "visible" && ask.current(),
      (goneSeconds * 1000) / 2,
    );
    return () => clearInterval(timer);
  }, [anyone]);
  useLiveEvents(["operations"], (events) => {
    const shown = new Set(key.split(","));
    if (events.some(({ kind, subject }) => kind === presenceKind && shown.has(subject.id))) ask.current();
  });
  return lookers;
}

/** While this is drawn in a visible tab, others see that its reader has this row open. Null: none. */
export function useBeingThere(subjectId: string | null): void {
  const tab = useRef("");
  useEffect(() => {
    if (!subjectId) return;
    tab.current ||= crypto.randomUUID();
    const body = (there: boolean) => JSON.stringify({ subject: subjectId, tab: tab.current, there });
    const beat = () => {
      if (document.visibilityState !== "visible") return;
      fetch(adminPaths.presence(), { method: "POST", body: body(true), keepalive: true }).catch(
        () => undefined,
      );
    };
    const leave = () => void navigator.sendBeacon?.(adminPaths.presence(), body(false));
    const turned = () => (document.visibilityState === "visible" ? beat() : leave());
    beat();
    const timer = setInterval(beat, beatMs);
    document.addEventListener("visibilitychange", turned);
    window.addEventListener("pagehide", leave);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", turned);
      window.removeEventListener("pagehide", leave);
      leave();
    };
  }, [subjectId]);
}
