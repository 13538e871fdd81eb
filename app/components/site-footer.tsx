import { useClock } from "#app/components/clock.tsx";
import { LanguageSwitch } from "#app/components/language-switch.tsx";
import { useSchool } from "#app/components/school.ts";
import { ThemeSwitch } from "#app/components/theme-switch.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";

/** Where to get help, in which zone times are, the language and the theme. */
export function SiteFooter() {
  const school = useSchool();
  const { timeZone } = useClock();
  const t = useTranslations("site.footer");
  const place = timeZone.replace(/^.*\//, "");
  const known = t.has(`place.${place as "UTC"}`);
  return (
    <footer className="no-print border-t border-line">
      <div className="mx-auto flex max-w-5xl flex-wrap items-center justify-between gap-x-8 gap-y-4 px-4 py-6 text-sm text-ink-muted sm:px-6">
        {school ? (
          <p>
            {t.rich("help", {
              mail: () => (
                <a className="link" dir="ltr" href={`mailto:${school.supportEmail}`}>
                  {school.supportEmail}
                </a>
              ),
            })}
            <br />
            {t("zone", { place: known ? t(`place.${place as "UTC"}`) : place.replaceAll("_", " ") })}
          </p>
        ) : null}
        <div className="flex flex-wrap items-center gap-3">
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
      </div>
    </footer>
  );
}
