import type { Reads } from "#app/lib/reads.ts";

let scope: ReadonlySet<Reads> | null = null;

/** Until the returned function is called, a load of the same page is one because of these topics. */
export function beginReload(topics: ReadonlySet<Reads>): () => void {
  scope = topics;
  return () => {
    if (scope === topics) scope = null;
  };
}

interface Asked {
  currentUrl: URL;
  nextUrl: URL;
  formMethod?: string;
  actionStatus?: number;
  actionResult?: unknown;
  defaultShouldRevalidate: boolean;
}

/**
 * A page's `shouldRevalidate`, which the build adds (scripts/build/reload-by-topic.ts): when a live event makes the page
 * load anew, only the loaders that read its topic run; navigations and actions are as ever. A form that is refused
 * because somebody was first (409) shows what stands now; an action that was never answered (components/unanswered.ts)
 * leaves the page as it is.
 */
export const reloadsOn =
  (topics: readonly Reads[] = []) =>
  ({
    currentUrl,
    nextUrl,
    formMethod,
    actionStatus,
    actionResult,
    defaultShouldRevalidate,
  }: Asked): boolean => {
    if (wasNeverAnswered(actionResult)) return false;
    const isLive = scope !== null && formMethod === undefined && currentUrl.href === nextUrl.href;
    if (actionStatus === 409) return true;
    return isLive ? topics.some((topic) => scope!.has(topic)) : defaultShouldRevalidate;
  };

export const wasNeverAnswered = (actionResult: unknown): boolean =>
  (actionResult as { unanswered?: unknown } | null | undefined)?.unanswered === true;
