/** Which of the keyboard's two dialogs is open. */
export type KeyDialog = "palette" | "sheet" | null;

let open: KeyDialog = null;
const watchers = new Set<() => void>();

export function setKeyDialog(dialog: KeyDialog): void {
  open = dialog;
  for (const watcher of watchers) watcher();
}

export const openPalette = () => setKeyDialog("palette");
export const openKeyDialog = () => open;

export function watchKeyDialog(fn: () => void): () => void {
  watchers.add(fn);
  return () => void watchers.delete(fn);
}
