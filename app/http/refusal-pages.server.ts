import {
  type ActionFunctionArgs,
  createRequestHandler,
  type LoaderFunctionArgs,
  type RequestHandler,
  type ServerBuild,
} from "@remix-run/node";
import type { LoadContext } from "#app/http/load-context.ts";

type Args = LoaderFunctionArgs | ActionFunctionArgs;
type Handler = (args: never) => unknown;

/**
 * Wraps the loader or action of a route that draws nothing: what it refuses to a browser that waits for a document (a
 * form without script, a file's link) is drawn in the frame of the pages around it, with the same status and its way
 * forward. To everybody else it answers as it did.
 */
export function refusalPages(build: () => ServerBuild) {
  const drawings = new Map<string, RequestHandler>();
  const draw = (routeId: string, { request, context }: Args, refusal: Response) => {
    let drawing = drawings.get(routeId);
    if (!drawing) {
      drawing = createRequestHandler(withPage(build(), routeId));
      drawings.set(routeId, drawing);
    }
    const headers = new Headers(request.headers);
    for (const name of ["content-length", "content-type"]) headers.delete(name);
    return drawing(new Request(request.url, { headers }), { ...context, refusal });
  };
  return (routeId: string, handler: Handler) => async (args: Args) => {
    const answer = await Promise.resolve(handler(args as never)).catch((thrown: unknown) => {
      if (isRefusal(thrown) && canDraw(args)) return thrown;
      throw thrown;
    });
    return isRefusal(answer) && canDraw(args) ? draw(routeId, args, answer) : answer;
  };
}

/** Browsers ask for a document where a form is sent without script or an address opened. */
export const wantsDocument = (accept: string | null | undefined): boolean =>
  /\btext\/html\b/.test(accept ?? "");

const isRefusal = (answer: unknown): answer is Response => answer instanceof Response && answer.status >= 400;

/** What the server calls before express has no page's headers yet: it asks again with them (create-app.server.ts). */
const canDraw = ({ request, context }: Args) =>
  context.cspNonce !== "" && wantsDocument(request.headers.get("accept"));

/** The same routes, with an empty page for this one whose loader says what was refused. */
function withPage(build: ServerBuild, routeId: string): ServerBuild {
  const route = build.routes[routeId]!;
  const loader = ({ context }: { context: LoadContext }) => {
    throw context.refusal;
  };
  const module = { ...route.module, loader, action: undefined, default: () => null };
  return { ...build, routes: { ...build.routes, [routeId]: { ...route, module } } } as unknown as ServerBuild;
}
