import type { LoaderFunctionArgs } from "@remix-run/node";
import { eventAudience } from "#app/auth/event-audience.server.ts";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { getUser } from "#app/auth/session.server.ts";
import { parseCursor } from "#app/features/outbox/cursor.ts";
import { eventHub } from "#app/features/outbox/event-hub.server.ts";
import { eventStream } from "#app/features/outbox/event-stream.server.ts";
import { db } from "#app/lib/db.server.ts";
import { type Topic, topics } from "#db/schema.ts";

export const handle: RouteHandle = { access: { read: "signed_in" } };

/**
 * The one event stream: `?topics=payments,enrollments`, resumed by Last-Event-ID or `?after=`. A page says for whom it
 * was loaded (`?viewer=`): once its browser is signed in as someone else it gets nothing of theirs.
 */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const user = await getUser(request);
  if (!user) return Response.json({ error: "signed_out" }, { status: 401 });
  const query = new URL(request.url).searchParams;
  if ((query.get("viewer") ?? user.id) !== user.id)
    return Response.json({ error: "another_viewer" }, { status: 409 });
  const asked = query.get("topics")?.split(",").filter(Boolean) ?? [...topics];
  if (!asked.every(isTopic)) return Response.json({ error: "unknown_topic", topics }, { status: 400 });
  const hub = eventHub();
  if (hub.closed) return new Response(null, { status: 503, headers: { "Retry-After": "2" } });

  const after = request.headers.get("last-event-id") || query.get("after");
  const stream = eventStream({
    db: db(),
    hub,
    audience: eventAudience(user, asked),
    after: after ? (parseCursor(after) ?? "unreadable") : null,
    signal: context.signal,
    stillAllowed: async () => {
      const now = await getUser(request);
      return now?.id === user.id && now.role === user.role;
    },
  });
  return new Response(stream, {
    headers: {
      "Content-Type": "text/event-stream",
      "Cache-Control": "no-store, no-transform",
      "X-Accel-Buffering": "no",
    },
  });
}

function isTopic(text: string): text is Topic {
  return (topics as readonly string[]).includes(text);
}
