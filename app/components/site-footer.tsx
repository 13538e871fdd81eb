import { useClock } from "#app/components/clock.tsx";
import { LanguageSwitch } from "#app/components/language-switch.tsx";
import { useSchool } from "#app/components/school.ts";
import { ThemeSwitch } from "#app/components/theme-switch.tsx";

/** Where to get help, in which zone times are, the language and the theme. */
export function SiteFooter() {
  const school = useSchool();
  const { timeZone } = useClock();
  return (
    <footer className="border-t border-line">
      <div className="mx-auto flex max-w-5xl flex-wrap items-center justify-between gap-x-8 gap-y-4 px-4 py-6 text-sm text-ink-muted sm:px-6">
        {school ? (
          <p>
            Help with a payment or a course:{" "}
            <a className="link" href={`mailto:${school.supportEmail}`}>
              {school.supportEmail}
            </a>
            <br />
            All times are {timeZone.replace(/^.*\//, "").replaceAll("_", " ")} time.
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
