import type { Sandbox } from "../sandbox.ts";
import type { FaultGateway } from "./faults.ts";
import type { Reply } from "./reply.ts";

export interface SandboxRequest {
  sandbox: Sandbox;
  method: string;
  url: URL;
  /** Header names in lower case. */
  headers: Record<string, string | undefined>;
  raw: Buffer;
  params: Record<string, string>;
}

export interface Route {
  method: string;
  /** A path with `:name` parts, matched exactly: Django's trailing slashes count. */
  path: string;
  /** What `/_sandbox/faults` can name. Hosted pages and the control API have none: they never break. */
  fault?: { gateway: FaultGateway; endpoint: string };
  answer(request: SandboxRequest): Reply | Promise<Reply>;
}

/** Finds the route for a request: the route and its parameters, or the status to refuse with. */
export function findRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): { route: Route; params: Record<string, string> } | 404 | 405 {
  let otherMethod = false;
  for (const route of routes) {
    const params = matchPath(route.path, path);
    if (!params) continue;
    if (route.method === method) return { route, params };
    otherMethod = true;
  }
  return otherMethod ? 405 : 404;
}

function matchPath(pattern: string, path: string): Record<string, string> | null {
  const expected = pattern.split("/");
  const actual = path.split("/");
  if (expected.length !== actual.length) return null;
  const params: Record<string, string> = {};
  for (const [i, part] of expected.entries()) {
    const value = actual[i]!;
    if (!part.startsWith(":")) {
      if (part !== value) return null;
      continue;
    }
    if (value === "") return null;
    try {
      params[part.slice(1)] = decodeURIComponent(value);
    } catch {
      return null; // a path that is not percent-encoded matches nothing
    }
  }
  return params;
}
