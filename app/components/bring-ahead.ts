interface Manifest {
  routes: Record<string, { module: string } | undefined>;
}

const brought = new Set<string>();

/** Fetches a route's code before its address is asked: a press while the server is away must find it here. */
export function bringAhead(routeId: string): void {
  const manifest = (window as { __remixManifest?: Manifest }).__remixManifest;
  const href = manifest?.routes[routeId]?.module;
  if (!href || brought.has(routeId)) return;
  brought.add(routeId);
  const link = document.createElement("link");
  Object.assign(link, { rel: "modulepreload", href });
  document.head.append(link);
}
