import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

/** Milliseconds between looks: quick at first, then calmer. */
const firstWait = 2_000;
const longestWait = 15_000;

/**
 * Asks the status address, which in turn asks the gateway, and loads the page's data anew when its answer is another
 * one. Only in a visible tab; a look that fails is tried again at the next turn.
 */
export function useStatusPolling({
  url,
  active,
  version,
}: {
  url: string;
  active: boolean;
  version: number;
}): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!active) return;
    const leaving = new AbortController();
    let wait = firstWait;
    let before: string | null = null;
    let timer = setTimeout(look, wait);
    async function look() {
      if (document.visibilityState === "visible") {
        const now = await ask(url, leaving.signal);
        if (leaving.signal.aborted) return;
        if (now !== null && before !== null && now !== before) revalidate();
        // The first answer may already be news: the page was rendered before it.
        else if (now !== null && before === null && versionOf(now) !== version) revalidate();
        before = now ?? before;
      }
      wait = Math.min(wait * 1.4, longestWait);
      timer = setTimeout(look, wait);
    }
    return () => {
      leaving.abort();
      clearTimeout(timer);
    };
  }, [url, active, version, revalidate]);
}

/** The answer as text; null when there is none right now (offline, signed out, restarting). */
async function ask(url: string, signal: AbortSignal): Promise<string | null> {
  try {
    const response = await fetch(url, { signal, headers: { Accept: "application/json" } });
    return response.ok ? await response.text() : null;
  } catch {
    return null;
  }
}

const versionOf = (answer: string) => (JSON.parse(answer) as { version: number }).version;
