import type { ServerBuild } from "@remix-run/node";
import { matchRoutes } from "@remix-run/react";
import { LRUCache } from "lru-cache";
import type { RouteHandle } from "#app/auth/route-handle.ts";

/** A route as the server knows it before Remix runs. */
export interface KnownRoute {
  id: string;
  hasLoader: boolean;
  hasAction: boolean;
  /** It draws nothing: its loader answers with a Response. */
  isResource: boolean;
  handle: RouteHandle | undefined;
}

type RouteNode = KnownRoute & {
  path?: string;
  index?: boolean;
  caseSensitive?: boolean;
  children?: RouteNode[];
};

/** Which routes answer a path, outermost first: as Remix would match it, remembered by path. */
export function routeIndex(build: ServerBuild): (pathname: string) => readonly KnownRoute[] {
  const roots = nodesUnder(undefined, build);
  const remembered = new LRUCache<string, readonly KnownRoute[]>({ max: 2_000 });
  return (pathname) => {
    const held = remembered.get(pathname);
    if (held) return held;
    const matches = matchRoutes(roots as Parameters<typeof matchRoutes>[0], pathname, build.basename) ?? [];
    const routes = matches.map((match) => match.route as unknown as KnownRoute);
    remembered.set(pathname, routes);
    return routes;
  };
}

function nodesUnder(parentId: string | undefined, build: ServerBuild): RouteNode[] {
  return Object.values(build.routes).flatMap((route) => {
    if (!route || route.parentId !== parentId) return [];
    const { loader, action, default: component, ErrorBoundary, handle } = route.module;
    const node: RouteNode = {
      id: route.id,
      path: route.path,
      caseSensitive: route.caseSensitive,
      hasLoader: loader !== undefined,
      hasAction: action !== undefined,
      isResource: component == null && ErrorBoundary == null,
      handle: handle as RouteHandle | undefined,
    };
    return [route.index ? { ...node, index: true } : { ...node, children: nodesUnder(route.id, build) }];
  });
}
