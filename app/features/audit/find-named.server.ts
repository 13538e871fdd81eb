import type { Recorded } from "#app/features/audit/subject.ts";
import type { Db } from "#app/lib/db.server.ts";

interface Entry {
  subject_type: string;
  subject_id: string;
  before: Recorded | null;
  after: Recorded | null;
}

/**
 * Entries with what they name by id alone: titles of courses, names of people, and the currency that a payment's amounts
 * are in, each by its id; and `about`, by which a person knows the subject: its name or title, or whose payment or seat
 * it is. For the entries of one page: at most one question a table, by primary key.
 */
export async function withNamed<Row extends Entry>(db: Db, entries: readonly Row[]) {
  const ids = [...new Set(entries.flatMap(idsOf))];
  const [people, courses, payments, seats] = ["usr_", "crs_", "pay_", "enr_"].map((prefix) =>
    ids.filter((id) => id.startsWith(prefix)),
  ) as [string[], string[], string[], string[]];
  const found = await Promise.all([
    people.length === 0
      ? []
      : db.selectFrom("users").select(["id", "name as text"]).where("id", "in", people).execute(),
    courses.length === 0
      ? []
      : db.selectFrom("courses").select(["id", "title as text"]).where("id", "in", courses).execute(),
    payments.length === 0
      ? []
      : db
          .selectFrom("payments as p")
          .innerJoin("users as u", "u.id", "p.student_id")
          .select(["p.id", "p.currency as text", "u.name as owner"])
          .where("p.id", "in", payments)
          .execute(),
    seats.length === 0
      ? []
      : db
          .selectFrom("enrollments as e")
          .innerJoin("users as u", "u.id", "e.student_id")
          .select(["e.id", "u.name as owner"])
          .where("e.id", "in", seats)
          .execute(),
  ]);
  const known = new Map<string, Found>(found.flat().map((one) => [one.id, one]));
  return entries.map((entry) => {
    const subject = known.get(entry.subject_id);
    const named = idsOf(entry).flatMap((id) => {
      const text = known.get(id)?.text;
      return text === undefined ? [] : [[id, text]];
    });
    return {
      ...entry,
      about: subject?.owner ?? subject?.text ?? null,
      named: Object.fromEntries(named) as Record<string, string>,
    };
  });
}

interface Found {
  id: string;
  text?: string;
  owner?: string;
}

/** What it names: itself, in its fields, and in the filters of a list that was taken out; a payment or a seat only as its own subject. */
function idsOf({ subject_type, subject_id, before, after }: Entry): string[] {
  const values = [before, after].flatMap((record) =>
    Object.values({ ...record, ...(record?.filters as Recorded | undefined) }),
  );
  const ids = values.filter(
    (value): value is string => typeof value === "string" && /^(usr|crs)_\w+$/.test(value),
  );
  return ["payment", "enrollment", "user", "course"].includes(subject_type) ? [...ids, subject_id] : ids;
}
