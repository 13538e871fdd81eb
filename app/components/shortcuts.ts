export interface Shortcut {
  /** `j`, `?`, `Enter`, `mod+k` (⌘ or Ctrl), or two keys one after the other: `g p`. */
  keys: string;
  /** What it does, in the reader's language, for the sheet that `?` opens. */
  words: string;
  run: (event: KeyboardEvent) => void;
}

/** The second key of a pair must come within this many milliseconds. */
const pairMs = 1_200;
const offKey = "bursar-single-keys";

const registered = new Set<Shortcut>();
let firstKey: { key: string; at: number } | undefined;

/** Adds a shortcut; of two for the same keys the later wins. The returned function removes it. */
export function addShortcut(shortcut: Shortcut): () => void {
  if (registered.size === 0) document.addEventListener("keydown", onKeyDown);
  registered.add(shortcut);
  return () => {
    registered.delete(shortcut);
    if (registered.size === 0) document.removeEventListener("keydown", onKeyDown);
  };
}

/** What can be pressed now, each key once. */
export function currentShortcuts(): Shortcut[] {
  const byKeys = new Map([...registered].map((shortcut) => [shortcut.keys, shortcut]));
  return [...byKeys.values()];
}

/** Speech input and shaky hands press single keys by mistake: whoever wants can switch them off (WCAG 2.1.4). */
export const singleKeys = {
  on: () => readStored() !== "off",
  set: (on: boolean) => localStorage.setItem(offKey, on ? "on" : "off"),
};

function onKeyDown(event: KeyboardEvent) {
  if (event.defaultPrevented || event.isComposing) return;
  const key = keyOf(event);
  if (!key) return;
  const isChord = key.startsWith("mod+");
  // A dialog has the keyboard to itself, and so has whoever types.
  if (!isChord && (isTyping(event.target) || document.querySelector("dialog[open]") || !singleKeys.on()))
    return;
  const pair = firstKey && event.timeStamp - firstKey.at < pairMs ? `${firstKey.key} ${key}` : null;
  firstKey = undefined;
  const found = (pair && find(pair)) || find(key);
  if (found) {
    // A focused link or button answers Enter itself.
    if (key === "Enter" && isPressable(event.target)) return;
    event.preventDefault();
    found.run(event);
  } else if ([...registered].some((one) => one.keys.startsWith(`${key} `))) {
    firstKey = { key, at: event.timeStamp };
  }
}

const find = (keys: string) => [...registered].reverse().find((one) => one.keys === keys);

/** The key's Latin name on any keyboard: on an Arabic one the key of P is P by its place. */
export function keyOf(
  event: Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">,
) {
  if (event.altKey) return null;
  const name = latinName(event);
  if (event.ctrlKey || event.metaKey) return name.length === 1 ? `mod+${name}` : null;
  return name;
}

function latinName({ key, code, shiftKey }: Pick<KeyboardEvent, "key" | "code" | "shiftKey">): string {
  if (key.length > 1) return key;
  if (/^[!-~]$/.test(key)) return key.toLowerCase();
  if (code === "Slash") return shiftKey ? "?" : "/";
  return /^Key[A-Z]$/.test(code) ? code.slice(3).toLowerCase() : key;
}

const buttons = new Set([
  "button",
  "checkbox",
  "color",
  "file",
  "image",
  "radio",
  "range",
  "reset",
  "submit",
]);

/** Whether keys pressed here are somebody's text. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !buttons.has(target.type);
  return target.isContentEditable || target.matches("textarea, select, [role=combobox], [role=textbox]");
}

const isPressable = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest("a[href], button, summary, input") !== null;

function readStored(): string | null {
  try {
    return localStorage.getItem(offKey);
  } catch {
    // Storage is closed in some private windows: then the keys are on, as everywhere.
    return null;
  }
}
