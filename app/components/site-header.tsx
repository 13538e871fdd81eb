import { Form, Link, NavLink, useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { Button } from "#app/components/button.tsx";
import { ButtonLink } from "#app/components/button-link.tsx";
import { classNames } from "#app/components/class-names.ts";
import { useSchool } from "#app/components/school.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths, paths } from "#app/paths.ts";

export interface Visitor {
  name: string;
  isStaff: boolean;
}

/** School, the student's places, and who is signed in. Two lines on a phone, one from 768 px. */
export function SiteHeader({ visitor }: { visitor: Visitor | null }) {
  const school = useSchool();
  const t = useTranslations("site.header");
  return (
    <header className="no-print border-b border-line bg-surface">
      <div className="mx-auto flex max-w-5xl flex-wrap items-center gap-x-3 px-4 sm:px-6 md:gap-x-6">
        <Link
          to={paths.home()}
          className="flex min-h-12 min-w-0 flex-1 items-center gap-2 font-semibold md:min-h-14 md:flex-none"
        >
          <Mark name={school?.name ?? t("noName")} />
          <span className="truncate">{school?.name ?? t("noName")}</span>
        </Link>
        <nav
          aria-label={t("main")}
          className="order-last -mx-4 flex w-[calc(100%+2rem)] gap-5 border-t border-line px-4 md:order-none md:mx-0 md:me-auto md:w-auto md:border-0 md:px-0"
        >
          <Place to={paths.courses()}>{t("courses")}</Place>
          <Place to={paths.payments()}>{t("payments")}</Place>
          {visitor?.isStaff ? <Place to={adminPaths.home()}>{t("office")}</Place> : null}
          {visitor ? (
            <span className="-me-3 ms-auto self-center sm:hidden">
              <SignOut />
            </span>
          ) : null}
        </nav>
        <div className="-me-2 flex min-h-12 items-center gap-1 sm:me-0">
          {visitor ? <SignedIn name={visitor.name} /> : <SignedOut />}
        </div>
      </div>
    </header>
  );
}

function Place({ to, children }: { to: string; children: ReactNode }) {
  return (
    <NavLink
      to={to}
      className={({ isActive }) =>
        classNames(
          "-mb-px flex min-h-11 items-center border-b-2 text-base transition-colors md:min-h-14",
          isActive
            ? "border-accent-ink font-medium text-ink"
            : "border-transparent text-ink-muted hover:text-ink",
        )
      }
    >
      {children}
    </NavLink>
  );
}

function SignedIn({ name }: { name: string }) {
  const t = useTranslations("site.header");
  return (
    <>
      <Link
        to={paths.account()}
        title={t("account", { name })}
        className="flex min-h-9 max-w-36 items-center rounded-md px-2 text-base text-ink-muted hover:bg-sunken hover:text-ink sm:max-w-48 pointer-coarse:min-h-11"
      >
        <bdi className="truncate">{name}</bdi>
      </Link>
      <span className="hidden sm:block">
        <SignOut />
      </span>
    </>
  );
}

function SignOut() {
  const t = useTranslations("site.header");
  return (
    <Form method="post" action={paths.logout()}>
      <Button variant="quiet">{t("signOut")}</Button>
    </Form>
  );
}

function SignedOut() {
  const t = useTranslations("site.header");
  const { pathname, search } = useLocation();
  const back = /^\/($|login|register)/.test(pathname) ? undefined : `${pathname}${search}`;
  return (
    <>
      <ButtonLink to={paths.login(back)} variant="quiet">
        {t("signIn")}
      </ButtonLink>
      <span className="hidden sm:block">
        <ButtonLink to={paths.register(back)}>{t("createAccount")}</ButtonLink>
      </span>
    </>
  );
}

/** The school's first letter: it has no logo of its own here. */
function Mark({ name }: { name: string }) {
  return (
    <span
      aria-hidden
      className="grid size-6 shrink-0 place-items-center rounded-md bg-accent text-sm leading-none font-semibold text-on-accent"
    >
      {[...name][0]}
    </span>
  );
}
