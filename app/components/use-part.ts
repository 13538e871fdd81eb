import { useFetcher, useLocation, useMatches } from "@remix-run/react";
import { useState } from "react";
import type { Part } from "#app/lib/defer-part.server.ts";

/**
 * Asks this page's loader for one of its parts alone. `part` is what came of it. A fetcher that is not answered takes
 * the whole page away, so it is sent only once the same question was answered.
 */
export function usePart<T>(name: string): { part: Part<T> | undefined; load: () => void; busy: boolean } {
  const { pathname, search } = useLocation();
  const query = `?part=${name}&${search.slice(1)}`;
  // By its address: what came for the page before is not this one's.
  const fetcher = useFetcher<Record<string, Part<T>>>({ key: pathname + query });
  const route = useMatches().at(-1)?.id;
  const [asking, setAsking] = useState(false);
  const load = async () => {
    setAsking(true);
    const answer = await fetch(`${pathname}.data${query}&_routes=${route}`).catch(() => null);
    setAsking(false);
    if (answer?.ok) fetcher.load(pathname + query);
  };
  return {
    part: fetcher.data?.[name] as Part<T> | undefined,
    load,
    busy: asking || fetcher.state !== "idle",
  };
}
