import { useNavigate } from "@remix-run/react";
import { useEffect } from "react";
import { currentRow, focusRow, keepFocusInRows, pressKey, rowsIn } from "#app/components/row-focus.ts";
import { addShortcut } from "#app/components/shortcuts.ts";

/** What the sheet says of the keys of a list. Leave out `select` where rows cannot be selected. */
export interface ListKeyWords {
  next: string;
  previous: string;
  open: string;
  select?: string;
}

/**
 * j and k walk the rows, Enter opens one, x presses its checkbox. Call it once in a page with a list:
 *
 *     useListKeys({ words: useListKeyWords({ select: true }), keys: { a: t("approve"), r: t("reject"), z: t("undo") } });
 *
 * A row is any element with `data-row-id` (Table's rows have it, and `data-row-href` with `href`); on a card or `<li>`
 * write both yourself. `keys` adds keys that press the element with `data-key="a"` in the focused row, or, if the row
 * has none, one outside all rows (the toast's Undo: `data-key="z"`). What is disabled is not pressed. When an action
 * takes the focused row away, the row in its place gets the focus.
 */
export function useListKeys({
  words,
  keys = {},
}: {
  words: ListKeyWords;
  keys?: Record<string, string>;
}): void {
  const navigate = useNavigate();
  const { next, previous, open, select } = words;
  const pressed = JSON.stringify(keys);
  useEffect(() => {
    const root = document.getElementById("main") ?? document.body;
    const walk = (step: 1 | -1) => {
      const rows = rowsIn(root);
      const current = currentRow(root);
      const index = current ? rows.indexOf(current) + step : step > 0 ? 0 : rows.length - 1;
      const row = rows[Math.max(0, Math.min(index, rows.length - 1))];
      if (row) focusRow(row);
    };
    const undo = [
      keepFocusInRows(root),
      addShortcut({ keys: "j", words: next, run: () => walk(1) }),
      addShortcut({ keys: "k", words: previous, run: () => walk(-1) }),
      addShortcut({
        keys: "Enter",
        words: open,
        run: () => {
          const href = currentRow(root)?.dataset.rowHref;
          if (href) navigate(href);
        },
      }),
      ...Object.entries(JSON.parse(pressed) as Record<string, string>).map(([key, does]) =>
        addShortcut({ keys: key, words: does, run: () => void pressKey(key, currentRow(root)) }),
      ),
    ];
    if (select)
      undo.push(
        addShortcut({
          keys: "x",
          words: select,
          run: () =>
            currentRow(root)?.querySelector<HTMLElement>("input[type=checkbox]:not(:disabled)")?.click(),
        }),
      );
    return () => {
      for (const stop of undo) stop();
    };
  }, [navigate, next, previous, open, select, pressed]);
}
