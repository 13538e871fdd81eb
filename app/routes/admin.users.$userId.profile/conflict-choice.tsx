import type { FieldConflict } from "#app/features/people/merge-fields.ts";
import { isLocale, localeNames } from "#app/messages/locales.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

/** One field that two people changed: the two values as radio buttons, so that the choice needs no script. */
export function ConflictChoice({ conflict, label }: { conflict: FieldConflict; label: string }) {
  const t = useTranslations("support.form");
  const { field, base } = conflict;
  const shown = (value: string) =>
    field === "locale" && isLocale(value) ? localeNames[value] : value || t("none");
  return (
    <fieldset className="flex flex-col gap-2 rounded-md border border-warning-ink p-3">
      <legend className="px-1 text-base font-medium">{label}</legend>
      {(["yours", "theirs"] as const).map((side) => (
        <label key={side} className="flex min-h-9 items-start gap-2 text-base pointer-coarse:min-h-11">
          <input
            type="radio"
            name={field}
            value={conflict[side]}
            defaultChecked={side === "theirs"}
            className="mt-1"
          />
          <span className="min-w-0">
            <span className="block text-sm text-ink-muted">{t(side)}</span>
            <bdi className="break-all">{shown(conflict[side])}</bdi>
          </span>
        </label>
      ))}
      <p className="text-sm text-ink-muted">{t("was", { value: shown(base) })}</p>
    </fieldset>
  );
}
