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
 * are in, each by its id. For the entries of one page: at most one question a table, by primary key.
 */
export async function withNamed<Row extends Entry>(db: Db, entries: readonly Row[]) {
  const ids = [...new Set(entries.flatMap(idsOf))];
  const [people, courses, payments] = ["usr_", "crs_", "pay_"].map((prefix) =>
    ids.filter((id) => id.startsWith(prefix)),
  ) as [string[], string[], string[]];
  const found = await Promise.all([
    people.length === 0
      ? []
      : db.selectFrom("users").select(["id", "name as text"]).where("id", "in", people).execute(),
    courses.length === 0
      ? []
      : db.selectFrom("courses").select(["id", "title as text"]).where("id", "in", courses).execute(),
    payments.length === 0
      ? []
      : db.selectFrom("payments").select(["id", "currency as text"]).where("id", "in", payments).execute(),
  ]);
  const known = new Map(found.flat().map(({ id, text }) => [id, text]));
  return entries.map((entry) => ({
    ...entry,
    named: Object.fromEntries(idsOf(entry).flatMap((id) => (known.has(id) ? [[id, known.get(id)!]] : []))),
  }));
}

/** What it names: itself, in its fields, and in the filters of a list that was taken out; a payment only as its own subject. */
function idsOf({ subject_type, subject_id, before, after }: Entry): string[] {
  const values = [before, after].flatMap((record) =>
    Object.values({ ...record, ...(record?.filters as Recorded | undefined) }),
  );
  const ids = values.filter(
    (value): value is string => typeof value === "string" && /^(usr|crs)_\w+$/.test(value),
  );
  return ["payment", "user", "course"].includes(subject_type) ? [...ids, subject_id] : ids;
}
