import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import * as z from "zod";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { findLookers } from "#app/features/presence/find-lookers.server.ts";
import { noteAbsence, notePresence } from "#app/features/presence/note-presence.server.ts";
import { db } from "#app/lib/db.server.ts";
import { readCapped } from "#app/lib/read-capped.ts";

export const handle: RouteHandle = { access: { read: "office:open", write: "office:open" } };

const Subject = z.string().regex(/^[a-z]{3}_[0-9a-z]{1,64}$/);
const Asked = z.array(Subject).max(100);
const Beat = z.object({ subject: Subject, tab: z.uuid(), there: z.boolean() });

const mostBytes = 1024;

/** Who else has one of these rows open: `?subjects=enr_…,pay_…`. */
export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await requireStaff(request, "office:open");
  const subjects = new URL(request.url).searchParams.get("subjects")?.split(",").filter(Boolean) ?? [];
  const asked = Asked.safeParse(subjects);
  if (!asked.success) return new Response(null, { status: 400 });
  const lookers = await findLookers(db(), { subjectIds: asked.data, staffId: staff.id });
  return Response.json({ lookers }, { headers: { "Cache-Control": "no-store" } });
}

/** A tab says that it has a row open, or has closed it. JSON as text, so that a page that goes away can send it. */
export async function action({ request }: ActionFunctionArgs) {
  const staff = await requireStaff(request, "office:open");
  const body = await readCapped(request, mostBytes);
  const beat = Beat.safeParse(body && parseJson(body));
  if (!beat.success) return new Response(null, { status: 400 });
  const { subject, tab, there } = beat.data;
  const note = there ? notePresence : noteAbsence;
  await note(db(), { staffId: staff.id, tabId: tab, subjectId: subject });
  return new Response(null, { status: 204 });
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return null;
  }
}
