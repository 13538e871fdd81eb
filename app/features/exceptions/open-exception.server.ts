import { sql } from "kysely";
import type { ExceptionInput } from "#app/features/exceptions/exception.ts";
import type { Db } from "#app/lib/db.server.ts";
import type { ActorType } from "#db/schema.ts";

/** Opens an exception once: the same key again only refreshes what is known, and a resolved one re-opens. True if it opened or re-opened. */
export async function openException(db: Db, input: ExceptionInput): Promise<boolean> {
  const result = await sql<{ opened: { moved: string | null } }>`
    select open_exception(${JSON.stringify(input)}::jsonb) as opened`.execute(db);
  return result.rows[0]!.opened.moved !== null;
}

/** Closes an open exception with how it was resolved; its history stays. False if it was not open. */
export async function resolveException(
  db: Db,
  input: { dedupeKey: string; how: string; actor?: { type: ActorType; id: string } },
): Promise<boolean> {
  const result = await sql<{ resolved: boolean }>`
    select resolve_exception(${input.dedupeKey}, ${input.actor?.id ?? null}, ${input.how}, ${input.actor?.type ?? "system"}) as resolved`.execute(
    db,
  );
  return result.rows[0]!.resolved;
}
