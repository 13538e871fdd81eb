import { useState } from "react";
import { Button } from "#app/components/button.tsx";
import { currentShortcuts, singleKeys } from "#app/components/shortcuts.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { KeyDialog } from "./key-dialog.tsx";

/** What can be pressed on this page, and the switch for whoever does not want single keys. */
export default function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const t = useTranslations("palette.sheet");
  const [on, setOn] = useState(singleKeys.on);
  // As it is when the sheet opens: in it other keys are at rest.
  const [shortcuts] = useState(currentShortcuts);
  return (
    <KeyDialog label={t("title")} onClose={onClose}>
      <div className="flex max-h-[80dvh] flex-col">
        <header className="flex items-center justify-between border-b border-line px-4 py-3">
          <h2 className="text-lg font-semibold">{t("title")}</h2>
          <Button type="button" variant="quiet" onClick={onClose}>
            {t("close")}
          </Button>
        </header>
        <ul className="grid gap-x-8 overflow-y-auto px-4 py-2 sm:grid-cols-2">
          {shortcuts.map(({ keys, words }) => (
            <li key={keys} className="flex min-h-9 items-center justify-between gap-4">
              <span>{words}</span>
              <Keys keys={keys} />
            </li>
          ))}
        </ul>
        <label className="flex items-start gap-3 border-t border-line px-4 py-3">
          <input
            type="checkbox"
            className="mt-1"
            checked={on}
            onChange={(event) => {
              singleKeys.set(event.target.checked);
              setOn(event.target.checked);
            }}
          />
          <span>
            {t("singleKeys")}
            <span className="block text-sm text-ink-muted">{t("singleKeysWhy")}</span>
          </span>
        </label>
      </div>
    </KeyDialog>
  );
}

function Keys({ keys }: { keys: string }) {
  const names = keys.split(/[ +]/).map((key) => (key === "mod" ? "⌘/Ctrl" : key));
  return (
    <span dir="ltr" className="flex shrink-0 gap-1">
      {names.map((name) => (
        <kbd
          key={name}
          className="min-w-6 rounded-md border border-line bg-sunken px-1.5 text-center text-sm leading-6"
        >
          {name}
        </kbd>
      ))}
    </span>
  );
}
