import { type ContextType, type ReactNode, useContext, useRef } from "react";
import { UNSAFE_RouteContext as RouteContext } from "react-router";

type Route = ContextType<typeof RouteContext>;

/**
 * Keeps what is below from being drawn at each step of the router. React Router 6 makes this context anew at every one of
 * them (a load that begins, a fetcher that is sent), and every link and form reads it; here it changes only when the page
 * is another one. Nothing below may draw an `Outlet`.
 */
export function StillRoute({ children }: { children: ReactNode }) {
  const route = useContext(RouteContext);
  const last = useRef(route);
  if (!isSamePlace(last.current, route)) last.current = route;
  return <RouteContext.Provider value={last.current}>{children}</RouteContext.Provider>;
}

const isSamePlace = (before: Route, now: Route) =>
  before.isDataRoute === now.isDataRoute &&
  before.matches.length === now.matches.length &&
  now.matches.every(
    ({ route, pathname, pathnameBase }, at) =>
      route.id === before.matches[at]!.route.id &&
      pathname === before.matches[at]!.pathname &&
      pathnameBase === before.matches[at]!.pathnameBase,
  );
