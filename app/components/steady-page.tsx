import { useLoaderData } from "@remix-run/react";
import { memo, type ReactElement, useRef } from "react";
import { StillRoute } from "#app/components/still-route.tsx";
import { keepEqual } from "#app/lib/keep-equal.ts";

/**
 * A page that is drawn when what its loader answered changed, and not each time that anything is on its way:
 *
 *     export default steadyPage<typeof loader>(function Payments({ data }) { … });
 *
 * Whatever of the answer is as it was stays the same object, so that a memoized row is drawn anew only if it changed.
 */
export function steadyPage<Loader>(
  Page: (props: { data: ReturnType<typeof useLoaderData<Loader>> }) => ReactElement,
) {
  const Steady = memo(Page);
  return function SteadyPage() {
    const data = useLoaderData<Loader>();
    const last = useRef(data);
    last.current = keepEqual(last.current, data);
    return (
      <StillRoute>
        <Steady data={last.current} />
      </StillRoute>
    );
  };
}
