import { Await } from "@remix-run/react";
import { type ReactNode, Suspense } from "react";
import { PanelBoundary } from "#app/components/panel-boundary.tsx";
import { PanelError } from "#app/components/panel-error.tsx";

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
      <Await resolve={part} errorElement={<PanelError what={what} />}>
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

function Drawn<T>({ value, draw }: { value: T; draw: (value: T) => ReactNode }) {
  return <>{draw(value)}</>;
}
