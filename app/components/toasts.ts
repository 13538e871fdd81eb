import type { NoticeTone } from "#app/components/notice.tsx";

export interface Toast {
  /** A later toast with the same id takes this one's place: a thousand events are one toast. */
  id: string;
  tone: NoticeTone;
  text: string;
  /** `key` is the key that presses it while the toast stands: `z` for an undo. */
  action?: { label: string; press: () => void; key?: string };
  /** Milliseconds it stands; default 6,000. Null: until it is dismissed. */
  standsMs?: number | null;
}

const mostShown = 3;

let toasts: readonly Toast[] = [];
const watchers = new Set<() => void>();

function change(next: readonly Toast[]) {
  toasts = next;
  for (const watcher of watchers) watcher();
}

/** Shows a short word about what just happened, at the page's edge: `showToast({ id: "undo", tone: "success", text })`. */
export function showToast(toast: Toast): void {
  change([...toasts.filter((one) => one.id !== toast.id), toast].slice(-mostShown));
}

export function dismissToast(id: string): void {
  if (toasts.some((one) => one.id === id)) change(toasts.filter((one) => one.id !== id));
}

export const shownToasts = () => toasts;

export function watchToasts(fn: () => void): () => void {
  watchers.add(fn);
  return () => void watchers.delete(fn);
}
