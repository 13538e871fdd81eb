import { findStanding } from "#app/features/approvals/find-standing.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { EnrollmentParams } from "#app/paths.ts";

const outcomes = ["decided", "stale", "not_allowed", "too_late", "full", "missing", "no_reason"] as const;
type Standing = NonNullable<Awaited<ReturnType<typeof findStanding>>>;

export type Told = { outcome: (typeof outcomes)[number] } & Standing;

/** What the address says came of the last form: told from the rows as they are, never from the address alone. */
export async function findTold(db: Db, query: URLSearchParams): Promise<Told | null> {
  const outcome = outcomes.find((word) => word === query.get("told"));
  const about = EnrollmentParams.safeParse({ enrollmentId: query.get("about") });
  if (!outcome || !about.success) return null;
  const standing = await findStanding(db, about.data.enrollmentId);
  return standing && { outcome, ...standing };
}
