import { isRouteErrorResponse, useLocation, useRouteError, useRouteLoaderData } from "@remix-run/react";
import { buttonClass } from "#app/components/button-class.ts";
import { ButtonLink } from "#app/components/button-link.tsx";
import { ErrorPanel } from "#app/components/error-panel.tsx";
import { useSchool } from "#app/components/school.ts";
import { isUnreachable, Unreachable } from "#app/components/unreachable.tsx";
import { paths } from "#app/paths.ts";

/** Any route's ErrorBoundary: what happened in plain words, the error id, and the way forward. Never the error's own message. */
export function RouteError() {
  const error = useRouteError();
  if (isUnreachable(error)) return <Unreachable />;
  const status = isRouteErrorResponse(error) ? error.status : 500;
  if (status === 404) return <NotFound />;
  if (status === 403) return <Forbidden />;
  return (
    <Failed
      errorId={isRouteErrorResponse(error) ? (error.data as { errorId?: string })?.errorId : undefined}
    />
  );
}

/** For an address that leads nowhere. */
export function NotFound() {
  return (
    <ErrorPanel
      title="There is no page at this address"
      actions={
        <>
          <ButtonLink to={paths.courses()} variant="primary">
            See all courses
          </ButtonLink>
          <ButtonLink to={paths.payments()}>Go to my payments</ButtonLink>
        </>
      }
    >
      <p>
        It may have been moved, or the link was cut short on its way to you. If you paid for something, your
        payment and your seat are safe: you will find both under “My payments”.
      </p>
    </ErrorPanel>
  );
}

function Forbidden() {
  return (
    <ErrorPanel
      title="Your account may not open this page"
      actions={
        <>
          <ButtonLink to={paths.home()} variant="primary">
            Go to the front page
          </ButtonLink>
          <ButtonLink to={paths.account()}>See which account this is</ButtonLink>
        </>
      }
    >
      <p>
        It belongs to someone else, or to staff with another role. Sign in with the account that may see it.
      </p>
    </ErrorPanel>
  );
}

function Failed({ errorId }: { errorId?: string }) {
  const { pathname, search } = useLocation();
  const requestId = useRouteLoaderData<{ requestId?: string }>("root")?.requestId;
  const school = useSchool();
  return (
    <ErrorPanel
      title="This page could not be loaded"
      errorId={errorId ?? requestId}
      actions={
        <>
          {/* A full load: whatever is stuck in this tab goes with it. */}
          <a href={`${pathname}${search}`} className={buttonClass("primary", "normal")}>
            Load it again
          </a>
          <ButtonLink to={paths.payments()} reloadDocument>
            Go to my payments
          </ButtonLink>
        </>
      }
    >
      <p>
        The fault is on our side, and it has been recorded. Nothing you paid is lost: payments are recorded
        even while pages fail.
        {school ? (
          <>
            {" "}
            If it stays like this, write to{" "}
            <a className="link" href={`mailto:${school.supportEmail}`}>
              {school.supportEmail}
            </a>{" "}
            with the error id below.
          </>
        ) : null}
      </p>
    </ErrorPanel>
  );
}
