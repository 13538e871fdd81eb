import type { AppLoadContext } from "@remix-run/node";
import { revisions } from "#app/features/outbox/revisions.server.ts";
import { settledCookie, unsettledCookie, wroteCookie } from "#app/features/outbox/seen-cursor.ts";
import { writtenCursors } from "#app/features/outbox/written-cursor.server.ts";
import { db } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { log } from "#app/lib/logger.server.ts";

/**
 * After an action, whatever came of it: tells the browser how far it has written, so that each process it asks next
 * answers with that write in it. Where its page does not load anew after the answer (`reloads`), nothing that happened
 * meanwhile is known to it. Never fails the action, which is over.
 */
export async function rememberWrite(context: AppLoadContext, reloads: boolean): Promise<void> {
  const { epoch } = revisions();
  if (!context.addCookie || !epoch) return;
  try {
    const { wrote, settled } = await writtenCursors(db(), epoch);
    const secure = env().APP_URL.startsWith("https:");
    context.addCookie(wroteCookie(wrote, secure));
    context.addCookie(reloads ? settledCookie(settled, secure) : unsettledCookie(secure));
  } catch (error) {
    log.warn({ err: error }, "a write is not remembered: its reader may see it a moment late");
  }
}
