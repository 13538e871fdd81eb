/** The rows on the page that the keyboard walks, in their order. */
export function rowsIn(root: ParentNode): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>("[data-row-id]")].filter((row) => !row.closest("[hidden]"));
}

/** The row that holds the focus. */
export function currentRow(root: ParentNode): HTMLElement | null {
  const row = document.activeElement?.closest<HTMLElement>("[data-row-id]") ?? null;
  return row && root.contains(row) ? row : null;
}

/** Puts the focus on a row: on the link that names it, or on the row itself. */
export function focusRow(row: HTMLElement): void {
  const link = row.querySelector<HTMLElement>(".row-link");
  const target = link ?? row;
  if (!link && !row.hasAttribute("tabindex")) row.tabIndex = -1;
  target.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

/** Presses what carries this key: in the row first (`<button data-key="a">`), else outside all rows (an undo in a toast). */
export function pressKey(key: string, row: HTMLElement | null): boolean {
  const selector = `[data-key="${key}"]:not(:disabled, [aria-disabled=true])`;
  const own = row?.querySelector<HTMLElement>(selector);
  const elsewhere = () =>
    [...document.querySelectorAll<HTMLElement>(selector)].find((one) => !one.closest("[data-row-id]"));
  const target = own ?? elsewhere();
  target?.click();
  return target !== undefined;
}

/**
 * Keeps the focus in a list whose rows come and go: when the focused row, or the button in it, is taken away, the row
 * itself or the one that now stands in its place gets it. Returns how to stop.
 */
export function keepFocusInRows(root: HTMLElement): () => void {
  let last: { id: string; index: number; page: string } | null = null;
  const remember = () => {
    const row = currentRow(root);
    last = row && { id: row.dataset.rowId!, index: rowsIn(root).indexOf(row), page: location.pathname };
  };
  // Clicking on nothing is a way to leave, losing a row is not.
  const forget = (event: Event) => {
    if (!(event.target as Element).closest("[data-row-id]")) last = null;
  };
  const observer = new MutationObserver(() => {
    if (!last || (document.activeElement && document.activeElement !== document.body)) return;
    const rows = rowsIn(root);
    const { id, index, page } = last;
    // The rows of the page somebody went to are no place of the one they left.
    if (page !== location.pathname) return;
    const next = rows.find((row) => row.dataset.rowId === id) ?? rows[Math.min(index, rows.length - 1)];
    if (next) focusRow(next);
    else document.getElementById("main")?.focus();
  });
  observer.observe(root, { childList: true, subtree: true });
  document.addEventListener("focusin", remember);
  document.addEventListener("pointerdown", forget);
  return () => {
    observer.disconnect();
    document.removeEventListener("focusin", remember);
    document.removeEventListener("pointerdown", forget);
  };
}
