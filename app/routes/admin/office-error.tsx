import { isRouteErrorResponse, useLocation, useRouteError, useRouteLoaderData } from "@remix-run/react";
import { buttonClass } from "#app/components/button-class.ts";
import { ButtonLink } from "#app/components/button-link.tsx";
import { ErrorPanel } from "#app/components/error-panel.tsx";
import { isUnreachable, Unreachable } from "#app/components/unreachable.tsx";
import { adminPaths, paths } from "#app/paths.ts";

/** What stands in the office's frame when its page cannot: why, the error id, and the way forward. */
export function OfficeError() {
  const error = useRouteError();
  const { pathname, search } = useLocation();
  const requestId = useRouteLoaderData<{ requestId?: string }>("root")?.requestId;
  if (isUnreachable(error)) return <Unreachable />;
  const status = isRouteErrorResponse(error) ? error.status : 500;
  if (status === 403)
    return (
      <ErrorPanel
        title="Your account may not do this"
        actions={
          <>
            <ButtonLink to={paths.account()} variant="primary">
              See which account this is
            </ButtonLink>
            <ButtonLink to={paths.home()}>Go to the students’ side</ButtonLink>
          </>
        }
      >
        <p>
          {messageOf(error) ??
            "It belongs to staff with another role. Ask an owner or admin, or sign in with another account."}
        </p>
      </ErrorPanel>
    );
  if (status === 404)
    return (
      <ErrorPanel
        title="There is nothing at this address"
        actions={
          <>
            <ButtonLink to={adminPaths.payments()} variant="primary">
              Search the payments
            </ButtonLink>
            <ButtonLink to={adminPaths.home()}>Go to the overview</ButtonLink>
          </>
        }
      >
        <p>
          The link may have been cut short on its way. Payments, deliveries and exceptions are never deleted.
        </p>
      </ErrorPanel>
    );
  return (
    <ErrorPanel
      title="This page could not be loaded"
      errorId={
        (isRouteErrorResponse(error) ? (error.data as { errorId?: string })?.errorId : undefined) ?? requestId
      }
      actions={
        <>
          {/* A full load: whatever is stuck in this tab goes with it. */}
          <a href={`${pathname}${search}`} className={buttonClass("primary", "normal")}>
            Load it again
          </a>
          <ButtonLink to={adminPaths.home()} reloadDocument>
            Go to the overview
          </ButtonLink>
        </>
      }
    >
      <p>
        The fault is ours and has been recorded. Webhooks are received and payments are settled meanwhile:
        they do not need this page. If it stays like this, give the error id to whoever runs the server.
      </p>
    </ErrorPanel>
  );
}

/** The guard's own sentence, which names the role and the permission. */
function messageOf(error: unknown): string | null {
  const data = isRouteErrorResponse(error) ? (error.data as { message?: unknown } | null) : null;
  return typeof data?.message === "string" ? data.message : null;
}
