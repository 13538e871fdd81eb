import { useLocation, useRouteError, useRouteLoaderData } from "@remix-run/react";
import { type ReactNode, useState } from "react";
import { buttonClass } from "#app/components/button-class.ts";
import { ButtonLink } from "#app/components/button-link.tsx";
import { type DescribedError, describeError } from "#app/components/describe-error.ts";
import { ErrorPanel } from "#app/components/error-panel.tsx";
import { useSchool } from "#app/components/school.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { paths } from "#app/paths.ts";

/** What a frame says in its own words: where nothing is, and what one may not see. */
export interface ErrorWords {
  notFound: ReactNode;
  forbidden: (error: Extract<DescribedError, { kind: "forbidden" }>) => ReactNode;
  /** What a fault of ours does not touch, and where to go meanwhile. */
  failed: { text: ReactNode; elsewhere: ReactNode };
}

/** Any route's boundary: what happened in plain words, the error id, and the way forward. Never the error's own message. */
export function RouteError({ words }: { words?: ErrorWords }) {
  const error = useRouteError();
  const requestId = useRouteLoaderData<{ requestId?: string }>("root")?.requestId ?? null;
  // Once: to describe it is also to report it.
  const [described] = useState(() => describeError(error, requestId));
  const { kind } = described;
  if (kind === "unreachable") return <Unreachable />;
  if (kind === "not_found") return words?.notFound ?? <NotFound />;
  if (kind === "forbidden") return words?.forbidden(described) ?? <Forbidden />;
  if (kind === "too_many") return <TooMany />;
  return <Failed errorId={described.errorId} words={words?.failed} />;
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
  return (
    <ErrorPanel title={t("title")} actions={<LoadAgain>{t("again")}</LoadAgain>}>
      <p>{t("text")}</p>
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

function Failed({ errorId, words }: { errorId: string | null; words?: ErrorWords["failed"] }) {
  const t = useTranslations("errors");
  const school = useSchool();
  const write = () => (
    <a className="link" href={`mailto:${school?.supportEmail}`}>
      {school?.supportEmail}
    </a>
  );
  return (
    <ErrorPanel
      title={t("title.failed")}
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
      {words?.text ?? (
        <p>
          {t("failed.site")} {school ? t.rich("failed.writeTo", { mail: write }) : null}
        </p>
      )}
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
