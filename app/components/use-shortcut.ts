import { useEffect, useRef } from "react";
import { addShortcut } from "#app/components/shortcuts.ts";

/**
 * Runs `fn` when these keys are pressed while the component is there: `useShortcut("g p", t("goPayments"), go)`.
 * `words` stand in the sheet that `?` opens; null switches it off. Never fires while someone types or in a dialog
 * (`mod+k` and the like do), and works on Arabic keyboards by the key's place.
 */
export function useShortcut(keys: string, words: string | null, fn: (event: KeyboardEvent) => void): void {
  const latest = useRef(fn);
  latest.current = fn;
  useEffect(() => {
    if (words === null) return;
    return addShortcut({ keys, words, run: (event) => latest.current(event) });
  }, [keys, words]);
}
