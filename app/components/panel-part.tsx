import { Await, useAsyncError, useRouteLoaderData } from "@remix-run/react";
import { type ReactNode, Suspense, useState } from "react";
import { errorIdOf } from "#app/components/describe-error.ts";
import { PanelBoundary } from "#app/components/panel-boundary.tsx";
import { PanelError } from "#app/components/panel-error.tsx";
import { isUnreachable } from "#app/components/unreachable.ts";

/** As deferPart leaves it. */
type Part<T> = { value: T } | { errorId: string };

/**
 * One part of a page that loads and fails by itself: `<PanelPart part={loaded.revenue} what="Revenue"
 * skeleton={<Chart.Skeleton />}>{(revenue) => …}</PanelPart>`. The loader makes it with `deferPart`; give the skeleton
 * the part's own size, so that nothing moves when it arrives.
 */
export function PanelPart<T>({
  part,
  what,
  skeleton,
  children,
}: {
  part: Part<T> | Promise<Part<T>>;
  what: string;
  skeleton: ReactNode;
  children: (value: T) => ReactNode;
}) {
  return (
    <Suspense fallback={skeleton}>
      <Await resolve={part} errorElement={<NotArrived what={what} />}>
        {(arrived) =>
          "value" in arrived ? (
            // Inside: Await would swallow what breaks while it is drawn, and nobody would hear of it.
            <PanelBoundary what={what}>
              <Drawn value={arrived.value as T} draw={children} />
            </PanelBoundary>
          ) : (
            <PanelError what={what} errorId={arrived.errorId} />
          )
        }
      </Await>
    </Suspense>
  );
}

/** It did not come at all: the server gave it up, or the line to it was cut on the way. */
function NotArrived({ what }: { what: string }) {
  const error = useAsyncError();
  const requestId = useRouteLoaderData<{ requestId?: string }>("root")?.requestId ?? null;
  const [errorId] = useState(() => (isUnreachable(error) ? null : errorIdOf(error, requestId)));
  return <PanelError what={what} errorId={errorId} />;
}

function Drawn<T>({ value, draw }: { value: T; draw: (value: T) => ReactNode }) {
  return <>{draw(value)}</>;
}
