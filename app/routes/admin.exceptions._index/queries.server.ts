import { sql } from "kysely";
import type { Db } from "#app/lib/db.server.ts";
import { type ExceptionKind, exceptionKinds, type exceptionStatuses } from "#db/schema.ts";

export type ExceptionStatus = (typeof exceptionStatuses)[number];

/** Rows shown of each kind; its own page shows more. Counting stops at `mostCounted`. */
export const shownOfEach = 10;
const shownOfOne = 200;
const mostCounted = 1_000;

export interface ExceptionGroup {
  kind: ExceptionKind;
  /** At most 1,000. */
  count: number;
  oldestAt: Date;
  rows: ExceptionListRow[];
}

/** Exceptions of one status by kind, the longest open first; of one kind if it is named. */
export async function findExceptionGroups(
  db: Db,
  status: ExceptionStatus,
  kind: ExceptionKind | null,
): Promise<ExceptionGroup[]> {
  const kinds = kind ? [kind] : exceptionKinds;
  const limit = kind ? shownOfOne : shownOfEach;
  const groups = await Promise.all(
    kinds.map(async (one) => {
      const rows = await findRows(db, status, one, limit);
      const count = rows.length < limit ? rows.length : await countUpTo(db, status, one);
      return rows[0] ? { kind: one, count, oldestAt: rows[0].first_seen_at, rows } : null;
    }),
  );
  return groups.filter((group) => group !== null);
}

export type ExceptionListRow = Awaited<ReturnType<typeof findRows>>[number];

function findRows(db: Db, status: ExceptionStatus, kind: ExceptionKind, limit: number) {
  return db
    .selectFrom("exceptions as x")
    .leftJoin("users as u", "u.id", "x.student_id")
    .leftJoin("courses as c", "c.id", "x.course_id")
    .leftJoin("payments as p", "p.id", "x.payment_id")
    .select([
      "x.id",
      "x.kind",
      "x.severity",
      "x.status",
      "x.first_seen_at",
      "x.last_seen_at",
      "x.occurrences",
    ])
    .select(["x.resolved_at", "x.resolution", "x.delivery_id", "x.facts"])
    .select(["u.name as student", "c.title as course", "p.amount_minor", "p.currency"])
    .where("x.status", "=", status)
    .where("x.kind", "=", kind)
    .orderBy(status === "open" ? "x.first_seen_at" : "x.last_seen_at", status === "open" ? "asc" : "desc")
    .limit(limit)
    .execute();
}

async function countUpTo(db: Db, status: ExceptionStatus, kind: ExceptionKind): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select 1 from exceptions where status = ${status} and kind = ${kind} limit ${mostCounted}) few`.execute(
    db,
  );
  return rows[0]!.count;
}
