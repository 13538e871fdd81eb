/** What is typed into posted forms, kept in this tab until it is sent: an expired session must not cost anyone their words. */
const prefix = "bursar-draft:";
const waiting = "bursar-drafts-wait";

const keptTypes = /^(text|email|tel|url|number|date|textarea|select-one|checkbox)$/;
const never = /password|card|cvv|cvc|pan\b|iban|secret|token/i;
const mostChars = 20_000;

type Kept = Record<string, string>;
const isField = (element: Element): element is HTMLInputElement =>
  "defaultValue" in element || "selectedIndex" in element;

const isBox = (field: HTMLInputElement) => field.type === "checkbox";
const valueIn = (field: HTMLInputElement) => (isBox(field) ? String(field.checked) : field.value);
const openedWith = (field: HTMLInputElement) =>
  isBox(field) ? String(field.defaultChecked) : (field.defaultValue ?? "");

/** What of a form may be kept: what was typed, never passwords or card numbers, nothing that was not touched. */
export function draftOf(form: HTMLFormElement): Kept {
  const fields = [...form.elements].filter(
    (field): field is HTMLInputElement =>
      isField(field) && keptTypes.test(field.type) && !never.test(`${field.name} ${field.autocomplete}`),
  );
  // Of several boxes with one name only the page knows which is which.
  const touched = fields.filter(
    (field) =>
      field.name && form.elements.namedItem(field.name) === field && valueIn(field) !== openedWith(field),
  );
  return Object.fromEntries(touched.map((field) => [field.name, valueIn(field)]));
}

/** Forms that post to one address stand apart by id or place: a note must not come back as an answer to a student. */
function keyOf(owner: string, form: HTMLFormElement): string {
  const action = form.getAttribute("action") ?? "";
  const alike = [...document.querySelectorAll<HTMLFormElement>("form[method=post]")].filter(
    (one) => (one.getAttribute("action") ?? "") === action,
  );
  return `${prefix}${owner}:${window.location.pathname}:${action}:${form.id || alike.indexOf(form)}`;
}

export function keepDraft(owner: string, form: HTMLFormElement): void {
  const text = JSON.stringify(draftOf(form));
  if (text === "{}" || text.length > mostChars) sessionStorage.removeItem(keyOf(owner, form));
  else sessionStorage.setItem(keyOf(owner, form), text);
}

/**
 * What is kept now, of one page or of all, waits for that page to come again: on the sign-in page, where it was typed in
 * a session that is over, and where a page failed under its writer's hands.
 */
export function letDraftsWait(ofPage?: string): void {
  const owed = draftKeys().filter((key) => !ofPage || addressesOf(key).includes(ofPage));
  keepWaiting([...new Set([...waitingKeys(), ...owed])]);
}

/** After a form went through, or its page was left: nothing of it is owed to anyone, but what waits. */
export function dropDrafts(): void {
  const owed = waitingKeys();
  for (const key of draftKeys()) if (!owed.includes(key)) sessionStorage.removeItem(key);
}

/** Back at the page: puts this person's words that waited for it into its forms, and the focus there. True if there were any. */
export function bringDraftsBack(owner: string, page: ParentNode): boolean {
  const owed = new Set(waitingKeys());
  if (owed.size === 0) return false;
  let brought = false;
  for (const form of page.querySelectorAll<HTMLFormElement>("form[method=post]")) {
    const key = keyOf(owner, form);
    const kept = owed.delete(key) && sessionStorage.getItem(key);
    if (!kept) continue;
    for (const [name, value] of Object.entries(JSON.parse(kept) as Kept)) {
      const field = form.elements.namedItem(name);
      if (!(field instanceof HTMLElement) || !isField(field)) continue;
      if (isBox(field)) field.checked = value === "true";
      else field.value = value;
      const closed = field.closest("details");
      if (closed) closed.open = true;
      // Whoever validates as one types hears of it too.
      field.dispatchEvent(new Event("input", { bubbles: true }));
      if (!brought) field.focus();
      brought = true;
    }
  }
  keepWaiting([...owed]);
  return brought;
}

const waitingKeys = (): string[] => JSON.parse(sessionStorage.getItem(waiting) ?? "[]");

function keepWaiting(keys: readonly string[]): void {
  if (keys.length > 0) sessionStorage.setItem(waiting, JSON.stringify(keys));
  else sessionStorage.removeItem(waiting);
}

/** The paths of the page it was typed on and of what it was posted to: a page may fail under either. */
function addressesOf(key: string): string[] {
  const [, page, action] = key.slice(prefix.length).split(":");
  return [page!, action!.split("?")[0]!];
}

const draftKeys = () => Object.keys(sessionStorage).filter((key) => key.startsWith(prefix));
