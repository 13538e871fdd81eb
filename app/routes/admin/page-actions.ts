export interface PageAction {
  id: string;
  label: string;
  press: () => void;
}

/**
 * What can be done on the page now: the buttons and links of its heading, and whatever has a key of its own. Of a panel
 * that is folded up there is its button, where something is done in it; what stands in it is not pressed unseen.
 */
export function pageActions(): PageAction[] {
  const main = document.getElementById("main");
  const elements = main?.querySelectorAll<HTMLElement>(
    "header :is(button, a[href], summary[data-act]), [data-key]:not([data-row-id] [data-key])",
  );
  return [...(elements ?? [])]
    .filter((element) => !element.matches(":disabled, [aria-disabled=true], [hidden]") && !isFolded(element))
    .map((element, index) => ({
      id: `act-${index}`,
      label: (element.getAttribute("aria-label") ?? element.textContent ?? "").trim(),
      press: () => press(element),
    }))
    .filter(({ label }) => label !== "");
}

/** In a closed panel, and not its button. */
function isFolded(element: HTMLElement): boolean {
  const closed = element.closest("details:not([open])");
  if (!closed) return false;
  return closed.querySelector(":scope > summary") !== element || isFolded(closed.parentElement!);
}

function press(element: HTMLElement): void {
  // What opens is read from its button on.
  if (element.tagName === "SUMMARY") element.focus();
  element.click();
}
