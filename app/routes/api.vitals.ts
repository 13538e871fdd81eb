import type { ActionFunctionArgs } from "@remix-run/node";
import * as z from "zod";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { recordVital } from "#app/features/performance/record.server.ts";
import { kept, vitalNames } from "#app/features/performance/vitals.ts";
import { readCapped } from "#app/lib/read-capped.ts";

export const handle: RouteHandle = { access: { read: "anyone", write: "anyone" } };

const mostBytes = 2 * 1024;

const Report = z.object({
  route: z.string().regex(/^(root|routes\/[\w.$()[\]-]{1,190})$/),
  values: z
    .array(z.object({ metric: z.enum(vitalNames), value: z.number().min(0).max(600_000) }))
    .min(1)
    .max(vitalNames.length),
});

/** What a browser measured of a page: a route's name and numbers, nothing of the person. Capped, and limited per address. */
export async function action({ request }: ActionFunctionArgs) {
  const body = await readCapped(request, mostBytes);
  if (!body) return new Response(null, { status: 413 });
  const report = Report.safeParse(parseJson(body));
  if (!report.success) return new Response(null, { status: 400 });
  const { route, values } = report.data;
  for (const { metric, value } of values) recordVital(metric, route, kept(metric, value));
  return new Response(null, { status: 204 });
}

/** It takes measurements and shows nothing. */
export const loader = () => new Response(null, { status: 405, headers: { Allow: "POST" } });

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return null;
  }
}
