import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import { useClock } from "#app/components/clock.tsx";
import { clockParts } from "#app/lib/clock-parts.ts";

/** Loads anew once `day` (2026-12-03) is over in the school's zone: no event says that it is midnight. */
export function useNewDay(day: string): void {
  const { now, timeZone } = useClock();
  const { revalidate } = useRevalidator();
  const at = clockParts(new Date(now), timeZone);
  const isOver = `${at.year}-${at.month}-${at.day}` > day;
  // biome-ignore lint/correctness/useExhaustiveDependencies: at each tick until another day is shown
  useEffect(() => {
    if (isOver) revalidate();
  }, [isOver, now]);
}
