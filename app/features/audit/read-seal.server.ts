import type { Db } from "#app/lib/db.server.ts";

/** How far the audit log is sealed, and what its last check found; null for what has not happened yet. */
export async function readSeal(db: Db) {
  const [seal, check] = await Promise.all([
    db
      .selectFrom("audit_seals")
      .select(["number", "through_id", "sealed_at", "hash"])
      .orderBy("number", "desc")
      .limit(1)
      .executeTakeFirst(),
    db
      .selectFrom("audit_checks")
      .select(["checked_at", "entries", "faults"])
      .orderBy("id", "desc")
      .limit(1)
      .executeTakeFirst(),
  ]);
  return {
    seal: seal ? { ...seal, hash: seal.hash.toString("hex") } : null,
    check: check ?? null,
  };
}

export type SealState = Awaited<ReturnType<typeof readSeal>>;
