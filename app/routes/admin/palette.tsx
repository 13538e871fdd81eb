import { useNavigate } from "@remix-run/react";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { classNames } from "#app/components/class-names.ts";
import { formatMoney } from "#app/lib/money.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";
import { KeyDialog } from "./key-dialog.tsx";
import { pageActions } from "./page-actions.ts";
import type { Place } from "./places.ts";
import { usePaletteSearch } from "./use-palette-search.ts";

interface Choice {
  id: string;
  label: string;
  detail?: string;
  /** Pressed one after the other; where fingers point there is nothing to press them on. */
  keys?: string;
  to?: string;
  press?: () => void;
}

/** One field for all of it: sections, what this page can do, people, payments, courses. */
export default function Palette({ places, onClose }: { places: readonly Place[]; onClose: () => void }) {
  const t = useTranslations("palette");
  const navigate = useNavigate();
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const { groups, failed, searching } = useChoices(places, text.trim());
  const choices = groups.flatMap((group) => group.choices);
  const current = choices[Math.min(at, choices.length - 1)];

  function take(choice: Choice | undefined) {
    if (!choice) return;
    onClose();
    if (choice.to) navigate(choice.to, { viewTransition: true });
    // Once the dialog is gone and the focus is back on the page.
    else setTimeout(() => choice.press?.(), 0);
  }
  function onKeyDown(event: KeyboardEvent) {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0 && choices.length > 0) {
      event.preventDefault();
      const next = (Math.min(at, choices.length - 1) + step + choices.length) % choices.length;
      setAt(next);
      list.current?.querySelectorAll("[role=option]")[next]?.scrollIntoView({ block: "nearest" });
    }
    if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      event.preventDefault();
      take(current);
    }
  }

  return (
    <KeyDialog label={t("title")} onClose={onClose}>
      <div className="flex max-h-[80dvh] flex-col">
        <input
          type="text"
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={current && `${listId}-${current.id}`}
          aria-label={t("title")}
          placeholder={t("placeholder")}
          // biome-ignore lint/a11y/noAutofocus: it is what the dialog was opened for
          autoFocus
          autoComplete="off"
          spellCheck={false}
          // Empty, it stands as the page does: its placeholder is of the page.
          dir={text ? "auto" : undefined}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
          className="min-h-12 w-full border-b border-line bg-surface px-4 text-lg outline-none placeholder:text-ink-faint"
        />
        <div
          ref={list}
          id={listId}
          role="listbox"
          aria-label={t("results")}
          className="overflow-y-auto p-2 empty:p-0"
        >
          {groups.map(({ name, choices: own }) => (
            // biome-ignore lint/a11y/useSemanticElements: a listbox has groups, no fieldsets
            <div key={name} role="group" aria-label={name}>
              <p aria-hidden className="px-2 pt-2 pb-1 text-xs font-medium text-ink-muted">
                {name}
              </p>
              {own.map((choice) => (
                <Option
                  key={choice.id}
                  id={`${listId}-${choice.id}`}
                  choice={choice}
                  chosen={choice === current}
                  onTake={() => take(choice)}
                />
              ))}
            </div>
          ))}
        </div>
        <p
          role="status"
          className={classNames(
            "px-4 py-2 text-sm text-ink-muted empty:border-0 empty:py-0",
            choices.length > 0 && "border-t border-line",
          )}
        >
          {failed ? t("failed") : searching ? t("searching") : null}
          {!failed && !searching && choices.length === 0 ? t("nothing", { text }) : null}
        </p>
      </div>
    </KeyDialog>
  );
}

function Option({
  id,
  choice,
  chosen,
  onTake,
}: {
  id: string;
  choice: Choice;
  chosen: boolean;
  onTake: () => void;
}) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which keeps the focus
    <div
      id={id}
      role="option"
      aria-selected={chosen}
      tabIndex={-1}
      onClick={onTake}
      className={classNames(
        "flex min-h-9 cursor-pointer items-center justify-between gap-4 rounded-md px-2 hover:bg-sunken pointer-coarse:min-h-11",
        chosen && "bg-accent-soft text-accent-ink",
      )}
    >
      <bdi className={choice.detail ? "max-w-[65%] shrink-0 truncate" : "min-w-0 truncate"}>
        {choice.label}
      </bdi>
      {choice.detail ? <bdi className="min-w-0 truncate text-sm text-ink-muted">{choice.detail}</bdi> : null}
      {choice.keys ? (
        <kbd dir="ltr" className="text-sm text-ink-muted pointer-coarse:hidden">
          {choice.keys}
        </kbd>
      ) : null}
    </div>
  );
}

function useChoices(places: readonly Place[], text: string) {
  const t = useTranslations("palette");
  const sections = useTranslations("office.places");
  // As the page was when the palette opened over it.
  const [actions] = useState(pageActions);
  const { found, failed, searching } = usePaletteSearch(text);
  const fits = (label: string) => label.toLocaleLowerCase().includes(text.toLocaleLowerCase());
  const groups: Array<{ name: string; choices: Choice[] }> = [
    {
      name: t("go"),
      choices: places
        .map(({ name, to, key }) => ({ id: name, label: sections(name), keys: `g ${key}`, to }))
        .filter(({ label }) => fits(label)),
    },
    { name: t("here"), choices: actions.filter(({ label }) => fits(label)) },
    {
      name: t("people"),
      choices: found.people.map(({ id, name, email }) => ({
        id,
        label: name,
        detail: email,
        to: adminPaths.user(id),
      })),
    },
    {
      name: t("payments"),
      choices: found.payments.map(({ id, student, amount }) => ({
        id,
        label: student,
        detail: formatMoney(amount),
        to: adminPaths.payment(id),
      })),
    },
    {
      name: t("courses"),
      choices: found.courses.map(({ id, title }) => ({ id, label: title, to: adminPaths.course(id) })),
    },
  ];
  return { groups: groups.filter(({ choices }) => choices.length > 0), failed, searching };
}
