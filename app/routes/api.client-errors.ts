import type { ActionFunctionArgs } from "@remix-run/node";
import * as z from "zod";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { log } from "#app/lib/logger.server.ts";
import { readCapped } from "#app/lib/read-capped.ts";

export const handle: RouteHandle = { access: { read: "anyone", write: "anyone" } };

const mostBytes = 8 * 1024;

const Report = z.object({
  errorId: z.string().regex(/^err_[0-9a-hjkmnp-tv-z]{26}$/),
  name: z.string().max(80),
  message: z.string().max(300),
  stack: z.string().max(2_000),
  path: z.string().max(300),
});

/** What went wrong in a browser, into the log under the id its reader was shown. Capped, and limited per address. */
export async function action({ request }: ActionFunctionArgs) {
  const body = await readCapped(request, mostBytes);
  if (!body) return new Response(null, { status: 413 });
  const report = Report.safeParse(parseJson(body));
  if (!report.success) return new Response(null, { status: 400 });
  const { errorId, name, message, stack, path } = report.data;
  log.error({ errorId, name, message: masked(message), frames: framesOf(stack), path }, "browser failed");
  return new Response(null, { status: 204 });
}

/** It takes reports and shows nothing. */
export const loader = () => new Response(null, { status: 405, headers: { Allow: "POST" } });

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return null;
  }
}

/** A message may quote what was on the page: no addresses and no long numbers reach the log. */
const masked = (text: string) => text.replace(/\S+@\S+/g, "…@…").replace(/\d{4,}/g, "…");

/** Where it happened, in our own files; the stack's first lines repeat the message. */
const framesOf = (stack: string) =>
  stack
    .split("\n")
    .map((line) => /\/assets\/[\w.$()-]+:\d+:\d+/.exec(line)?.[0])
    .filter((frame) => frame !== undefined)
    .slice(0, 8);
