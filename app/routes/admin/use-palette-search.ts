import { useEffect, useState } from "react";
import type { Money } from "#app/lib/money.ts";
import { adminPaths } from "#app/paths.ts";

/** What /admin/palette answers. */
export interface Found {
  people: Array<{ id: string; name: string; email: string }>;
  payments: Array<{ id: string; student: string; amount: Money }>;
  courses: Array<{ id: string; title: string }>;
}

const nothing: Found = { people: [], payments: [], courses: [] };
const pauseMs = 120;

/** What is found for the words typed, a moment after the last key. The latest question's answer counts, none before it. */
export function usePaletteSearch(text: string) {
  const [answer, setAnswer] = useState({ text: "", found: nothing, failed: false });
  useEffect(() => {
    if (text.length < 2) return;
    const asking = new AbortController();
    const timer = setTimeout(() => {
      fetch(adminPaths.palette(text), { signal: asking.signal, headers: { Accept: "application/json" } })
        .then(async (response) => {
          if (!response.ok || response.redirected) throw new Error(`the search answered ${response.status}`);
          setAnswer({ text, found: (await response.json()) as Found, failed: false });
        })
        .catch(() => {
          if (!asking.signal.aborted) setAnswer({ text, found: nothing, failed: true });
        });
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [text]);
  if (text.length < 2) return { found: nothing, failed: false, searching: false };
  // What was found for fewer letters stands until the next answer: it mostly holds.
  return { found: answer.found, failed: answer.failed, searching: answer.text !== text };
}
