export interface PageAction {
  id: string;
  label: string;
  press: () => void;
}

/** What can be done on the page now: the buttons and links of its heading, and whatever has a key of its own. */
export function pageActions(): PageAction[] {
  const main = document.getElementById("main");
  const elements = main?.querySelectorAll<HTMLElement>(
    "header :is(button, a[href]), [data-key]:not([data-row-id] [data-key])",
  );
  return [...(elements ?? [])]
    .filter((element) => !element.matches(":disabled, [aria-disabled=true], [hidden]"))
    .map((element, index) => ({
      id: `act-${index}`,
      label: (element.getAttribute("aria-label") ?? element.textContent ?? "").trim(),
      press: () => element.click(),
    }))
    .filter(({ label }) => label !== "");
}
