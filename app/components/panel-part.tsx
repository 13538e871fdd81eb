import { Await, useAsyncError, useRouteLoaderData } from "@remix-run/react";
import { type ReactNode, Suspense, useState } from "react";
import { errorIdOf } from "#app/components/describe-error.ts";
import { PanelBoundary } from "#app/components/panel-boundary.tsx";
import { PanelError } from "#app/components/panel-error.tsx";
import { isUnreachable } from "#app/components/unreachable.ts";
import { usePart } from "#app/components/use-part.ts";
import { useRetry } from "#app/components/use-retry.ts";
import type { Part } from "#app/lib/defer-part.server.ts";

interface Props<T> {
  /** Its name in what the loader answered. */
  name: string;
  part: Part<T> | Promise<Part<T>>;
  /** What it shows, as a sentence begins: "Revenue". */
  what: string;
  skeleton: ReactNode;
  /** What stands around it while it is not there: a panel, where `children` draw their own. */
  frame?: (inside: ReactNode) => ReactNode;
  children: (value: T) => ReactNode;
}

/**
 * One part of a page that loads, fails and is tried again by itself: `<PanelPart name="revenue" part={loaded.revenue}
 * what="Revenue" skeleton={<Chart.Skeleton />}>{(revenue) => …}</PanelPart>`. The loader makes it with `loadParts`; give
 * the skeleton the part's own size, so that nothing moves when it arrives.
 */
export function PanelPart<T>(props: Props<T>) {
  const { part, skeleton, frame = asItIs } = props;
  return (
    <Suspense fallback={frame(skeleton)}>
      <Await resolve={part} errorElement={<NotArrived {...props} />}>
        {(arrived: Part<T> | undefined) =>
          arrived && "value" in arrived ? (
            <Drawn {...props} value={arrived.value} />
          ) : (
            // Not there at all: the address asks for another part alone.
            <Failed {...props} errorId={arrived?.errorId ?? null} />
          )
        }
      </Await>
    </Suspense>
  );
}

/** It did not come at all: the server gave it up, or the line to it was cut on the way. */
function NotArrived<T>(props: Props<T>) {
  const error = useAsyncError();
  const requestId = useRouteLoaderData<{ requestId?: string }>("root")?.requestId ?? null;
  const [errorId] = useState(() => (isUnreachable(error) ? null : errorIdOf(error, requestId)));
  return <Failed {...props} errorId={errorId} />;
}

/** Tried again, alone and by itself, until it is there. */
function Failed<T>(props: Props<T> & { errorId: string | null }) {
  const { name, what, errorId, frame = asItIs } = props;
  const { part, load, busy } = usePart<T>(name);
  const now = part ?? { errorId };
  useRetry(!("value" in now), { load, busy });
  return "value" in now ? (
    <Drawn {...props} value={now.value} />
  ) : (
    frame(<PanelError what={what} errorId={now.errorId} again={load} busy={busy} />)
  );
}

/** Inside a boundary of its own: Await would swallow what breaks while it is drawn, and nobody would hear of it. */
function Drawn<T>({ what, value, children }: Props<T> & { value: T }) {
  return (
    <PanelBoundary what={what}>
      <Draw value={value} draw={children} />
    </PanelBoundary>
  );
}

function Draw<T>({ value, draw }: { value: T; draw: (value: T) => ReactNode }) {
  return draw(value);
}

const asItIs = (inside: ReactNode) => inside;
