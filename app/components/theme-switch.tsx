import { useFetcher, useRouteLoaderData } from "@remix-run/react";
import Monitor from "lucide-react/icons/monitor";
import Moon from "lucide-react/icons/moon";
import Sun from "lucide-react/icons/sun";
import { classNames } from "#app/components/class-names.ts";
import { isTheme, type Theme } from "#app/components/theme.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { paths } from "#app/paths.ts";

const choices = [
  { value: "light", icon: Sun },
  { value: "dark", icon: Moon },
  { value: "system", icon: Monitor },
] as const;

/** The viewer's theme: a choice still on its way counts already. Null: as the device. */
export function useTheme(): Theme | null {
  const stored = useRouteLoaderData<{ theme: Theme | null }>("root")?.theme ?? null;
  const fetcher = useFetcher({ key: "theme" });
  const chosen = fetcher.formData?.get("theme");
  if (chosen === undefined) return stored;
  return isTheme(chosen) ? chosen : null;
}

/** Light, dark, or as the device. Works without script. */
export function ThemeSwitch() {
  const fetcher = useFetcher({ key: "theme" });
  const current = useTheme() ?? "system";
  const t = useTranslations("common.theme");
  return (
    <fetcher.Form
      method="post"
      action={paths.theme()}
      aria-label={t("label")}
      className="no-print inline-flex gap-0.5 rounded-md border border-line p-0.5"
    >
      {choices.map(({ value, icon: Icon }) => (
        <button
          key={value}
          type="submit"
          name="theme"
          value={value}
          aria-label={t(value)}
          aria-pressed={current === value}
          title={t(value)}
          className={classNames(
            "grid size-7 place-items-center rounded-md pointer-coarse:size-11",
            current === value ? "bg-neutral-soft text-ink" : "text-ink-muted hover:text-ink",
          )}
        >
          <Icon size={16} aria-hidden />
        </button>
      ))}
    </fetcher.Form>
  );
}
