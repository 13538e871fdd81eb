const ofDocument = ["visibilitychange", "freeze", "resume"] as const;
const ofWindow = ["pagehide", "pageshow", "online", "offline"] as const;

/** Calls `changed` when the page is shown, hidden, put away or brought back, and when its network comes or goes. */
export function watchPage(changed: (event: Event) => void): () => void {
  for (const name of ofDocument) document.addEventListener(name, changed);
  for (const name of ofWindow) window.addEventListener(name, changed);
  return () => {
    for (const name of ofDocument) document.removeEventListener(name, changed);
    for (const name of ofWindow) window.removeEventListener(name, changed);
  };
}
