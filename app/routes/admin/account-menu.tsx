import { Form, Link } from "@remix-run/react";
import ChevronDown from "lucide-react/icons/chevron-down";
import CircleUser from "lucide-react/icons/circle-user";
import { memo } from "react";
import { Button } from "#app/components/button.tsx";
import { LanguageSwitch } from "#app/components/language-switch.tsx";
import { ThemeSwitch } from "#app/components/theme-switch.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";
import { paths } from "#app/paths.ts";
import type { Role } from "#db/schema.ts";
import { useClosingDetails } from "./use-closing-details.ts";

/** Who is signed in, theme and language, the way out. Opens without script. */
export const AccountMenu = memo(function AccountMenu({ name, role }: { name: string; role: Role }) {
  const t = useTranslations("office");
  const { key, details } = useClosingDetails();
  return (
    <details key={key} ref={details} className="relative" suppressHydrationWarning>
      <summary className="flex min-h-9 list-none items-center gap-1.5 rounded-md px-2 text-ink-muted hover:bg-sunken hover:text-ink pointer-coarse:min-h-11">
        <CircleUser size={20} strokeWidth={1.75} aria-hidden />
        <span className="sr-only">{t("accountOf")} </span>
        <bdi className="max-w-40 truncate max-sm:sr-only">{name}</bdi>
        <ChevronDown size={14} aria-hidden />
      </summary>
      <div className="absolute end-0 top-full z-30 mt-1 flex w-64 flex-col gap-3 rounded-lg border border-line bg-surface p-4 shadow-float">
        <div className="min-w-0">
          <p className="font-medium break-words">
            <bdi>{name}</bdi>
          </p>
          <p className="text-sm text-ink-muted">{t("signedInAs", { role: t(`roles.${role}`) })}</p>
        </div>
        <div className="flex flex-wrap items-center justify-between gap-2">
          <ThemeSwitch />
          <LanguageSwitch />
        </div>
        <div className="flex flex-wrap items-center justify-between gap-2 border-t border-line pt-3">
          <Link to={paths.home()} className="link text-base">
            {t("studentsSide")}
          </Link>
          <Form method="post" action={paths.logout()}>
            <Button size="small">{t("signOut")}</Button>
          </Form>
        </div>
      </div>
    </details>
  );
});
