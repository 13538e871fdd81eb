import { useLocation, useRouteError, useRouteLoaderData } from "@remix-run/react";
import { type ReactNode, useEffect, useState } from "react";
import { buttonClass } from "#app/components/button-class.ts";
import { ButtonLink } from "#app/components/button-link.tsx";
import { type DescribedError, describeError } from "#app/components/describe-error.ts";
import { ErrorPanel } from "#app/components/error-panel.tsx";
import { letDraftsWait } from "#app/components/kept-drafts.ts";
import { useSchool } from "#app/components/school.ts";
import { useRetry } from "#app/components/use-retry.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { paths } from "#app/paths.ts";

/** What a frame says in its own words: where nothing is, and what one may not see. */
export interface ErrorWords {
  notFound: ReactNode;
  forbidden: (error: Extract<DescribedError, { kind: "forbidden" }>) => ReactNode;
  /** What a fault of ours does not touch, or the database's being away, and where to go meanwhile. */
  failed: { text: ReactNode; away: ReactNode; elsewhere: ReactNode };
}

/**
 * Any route's boundary: what happened in plain words, the error id, and the way forward. Never the error's own message.
 * What was only being loaded is asked for again by itself, ever more rarely, and what was typed here waits for the page.
 */
export function RouteError({ words }: { words?: ErrorWords }) {
  // Of two pages in a row that fail each is described for itself; tries at one of them are of one page.
  return <Described key={useLocation().key} error={useRouteError()} words={words} />;
}

function Described({ error, words }: { error: unknown; words: ErrorWords | undefined }) {
  const requestId = useRouteLoaderData<{ requestId?: string }>("root")?.requestId ?? null;
  // Once: to describe it is also to report it.
  const [described] = useState(() => describeError(error, requestId));
  const { kind } = described;
  const isFault = kind === "unreachable" || kind === "failed";
  const { pathname } = useLocation();
  useEffect(() => {
    if (isFault) letDraftsWait(pathname);
  }, [isFault, pathname]);
  const again = kind === "unreachable" || (kind === "failed" && described.again);
  useRetry(again);
  if (kind === "unreachable") return <Unreachable />;
  if (kind === "not_found") return words?.notFound ?? <NotFound />;
  if (kind === "forbidden") return words?.forbidden(described) ?? <Forbidden />;
  if (kind === "too_many") return <TooMany />;
  return <Failed {...described} again={again} words={words?.failed} />;
}

/** For an address that leads nowhere. */
export function NotFound() {
  const t = useTranslations("errors.notFound.site");
  return (
    <ErrorPanel
      title={t("title")}
      actions={
        <>
          <ButtonLink to={paths.courses()} variant="primary">
            {t("courses")}
          </ButtonLink>
          <ButtonLink to={paths.payments()}>{t("payments")}</ButtonLink>
        </>
      }
    >
      <p>{t("text")}</p>
    </ErrorPanel>
  );
}

function Forbidden() {
  const t = useTranslations("errors.forbidden.site");
  return (
    <ErrorPanel
      title={t("title")}
      actions={
        <>
          <ButtonLink to={paths.home()} variant="primary">
            {t("home")}
          </ButtonLink>
          <ButtonLink to={paths.account()}>{t("account")}</ButtonLink>
        </>
      }
    >
      <p>{t("text")}</p>
    </ErrorPanel>
  );
}

/** For a page that did not arrive because the way to the server is cut. */
export function Unreachable() {
  const t = useTranslations("errors.unreachable");
  const words = useTranslations("errors");
  return (
    <ErrorPanel title={t("title")} actions={<LoadAgain>{t("again")}</LoadAgain>}>
      <p>{t("text")}</p>
      <p className="script-only mt-2">{words("failed.byItself")}</p>
    </ErrorPanel>
  );
}

function TooMany() {
  const t = useTranslations("errors");
  return (
    <ErrorPanel title={t("tooMany.title")} actions={<LoadAgain>{t("again")}</LoadAgain>}>
      <p>{t("tooMany.text")}</p>
    </ErrorPanel>
  );
}

function Failed({
  errorId,
  again,
  away = false,
  words,
}: {
  errorId: string | null;
  again: boolean;
  away?: boolean;
  words?: ErrorWords["failed"];
}) {
  const t = useTranslations("errors");
  const school = useSchool();
  const write = () => (
    <a className="link" href={`mailto:${school?.supportEmail}`}>
      {school?.supportEmail}
    </a>
  );
  return (
    <ErrorPanel
      title={t(away ? "away.title" : "title.failed")}
      errorId={errorId}
      actions={
        <>
          <LoadAgain>{t("failed.again")}</LoadAgain>
          {words?.elsewhere ?? (
            <ButtonLink to={paths.payments()} reloadDocument>
              {t("failed.toPayments")}
            </ButtonLink>
          )}
        </>
      }
    >
      {(away ? words?.away : words?.text) ?? (
        <p>
          {t(away ? "away.site" : "failed.site")} {school ? t.rich("failed.writeTo", { mail: write }) : null}
        </p>
      )}
      {/* By script: without one only a database that is away is worth a page that loads itself anew. */}
      {again ? <p className="script-only mt-2">{t("failed.byItself")}</p> : null}
      {again && away ? (
        <noscript>
          <meta httpEquiv="refresh" content="15" />
        </noscript>
      ) : null}
    </ErrorPanel>
  );
}

/** A full load: whatever is stuck in this tab goes with it. */
function LoadAgain({ children }: { children: ReactNode }) {
  const { pathname, search } = useLocation();
  return (
    <a href={`${pathname}${search}`} className={buttonClass("primary", "normal")}>
      {children}
    </a>
  );
}
