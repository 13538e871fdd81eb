import { sql } from "kysely";
import type { Db } from "#app/lib/db.server.ts";
import { findTimeline } from "./find-timeline.server.ts";

const most = 20;

/** What stands beside who a person is, the latest of each: whoever is on the telephone needs the rest when one fails. */
export function personParts(db: Db, userId: string, before: Parameters<typeof findTimeline>[2]) {
  return {
    payments: () => findPayments(db, userId),
    seats: () => findSeats(db, userId),
    cases: () => findCases(db, userId),
    sessions: () => findSessions(db, userId),
    merged: () => findMerged(db, userId),
    timeline: () => findTimeline(db, userId, before),
  };
}

type Parts = ReturnType<typeof personParts>;
export type Panels = { [Name in keyof Parts]: Awaited<ReturnType<Parts[Name]>> };

function findPayments(db: Db, userId: string) {
  return db
    .selectFrom("payments as p")
    .innerJoin("courses as c", "c.id", "p.course_id")
    .select(["p.id", "p.status", "p.amount_minor", "p.currency", "p.created_at", "c.title"])
    .where("p.student_id", "=", userId)
    .orderBy("p.created_at", "desc")
    .orderBy("p.id", "desc")
    .limit(most)
    .execute();
}

function findSeats(db: Db, userId: string) {
  return db
    .selectFrom("enrollments as e")
    .innerJoin("courses as c", "c.id", "e.course_id")
    .select(["e.id", "e.status", "e.source", "e.created_at", "e.pay_by", "c.title"])
    .where("e.student_id", "=", userId)
    .orderBy("e.created_at", "desc")
    .orderBy("e.id", "desc")
    .limit(most)
    .execute();
}

function findCases(db: Db, userId: string) {
  return db
    .selectFrom("support_cases")
    .select(["id", "subject", "status", "awaits", "updated_at"])
    .where("student_id", "=", userId)
    .orderBy("updated_at", "desc")
    .limit(most)
    .execute();
}

function findSessions(db: Db, userId: string) {
  return db
    .selectFrom("sessions")
    .select(["created_at", "last_seen_at", "user_agent"])
    .where("user_id", "=", userId)
    .where("expires_at", ">", sql<Date>`now()`)
    .orderBy("last_seen_at", "desc")
    .limit(most)
    .execute();
}

/** Accounts that became part of this one. */
function findMerged(db: Db, userId: string) {
  return db
    .selectFrom("users")
    .select(["id", "name", "email"])
    .where("merged_into", "=", userId)
    .limit(most)
    .execute();
}
