import { isDeepStrictEqual } from "node:util";
import { sql } from "kysely";
import { type CourseValues, courseForm, textsOf, valuesOf } from "#app/features/courses/course-fields.ts";
import { findCourse, type StoredCourse } from "#app/features/courses/find-course.server.ts";
import { type Actor, recordChanges } from "#app/features/outbox/record-changes.server.ts";
import type { Db, Trx } from "#app/lib/db.server.ts";
import { newId } from "#app/lib/ids.ts";
import { log } from "#app/lib/logger.server.ts";
import { mergeTexts, type TextConflict, type Texts } from "#app/lib/merge-texts.ts";
import { wake } from "#app/lib/wake.server.ts";

export interface FormSetting {
  currencies: readonly string[];
  timeZone: string;
}

export type SaveResult =
  | { outcome: "saved"; changed: string[]; alsoChanged: string[] }
  | { outcome: "unchanged" | "missing" }
  /** Both changed the same field: the form goes on from `theirs` and `version`, and shows `merged`. */
  | { outcome: "conflict"; conflicts: TextConflict[]; merged: Texts; theirs: Texts; version: number }
  /** Fewer seats than are taken already. */
  | { outcome: "below_enrolled"; enrolled: number }
  /** It is on sale, and nobody could buy it. */
  | { outcome: "no_price" }
  /** Each edit is fine by itself, and together they are not: a waitlist and an approval. */
  | { outcome: "do_not_fit"; merged: Texts; theirs: Texts; version: number };

/**
 * Makes a course; it is a draft until it is published. Its id. A form brings the id along, so that pressed twice it
 * makes one; a form that went on to say something else, after a step back, is another course.
 */
export async function createCourse(
  db: Db,
  input: { id?: string; values: CourseValues; actor: Actor },
): Promise<string> {
  const id = input.id ?? newId("crs");
  const made = await db.transaction().execute(async (trx) => {
    const row = await trx
      .insertInto("courses")
      .values({ id, ...columnsOf(input.values) })
      .onConflict((conflict) => conflict.column("id").doNothing())
      .returning("id")
      .executeTakeFirst();
    if (!row) return false;
    await writePrices(trx, id, {}, input.values.prices);
    await recordChanges(trx, {
      actor: input.actor,
      changes: [
        {
          topic: "enrollments",
          kind: "course.created",
          subject: { type: "course", id, version: 1 },
          before: null,
          after: { status: "draft", title: input.values.title, prices: input.values.prices },
          data: { courseId: id, status: "draft" },
          audience: [],
        },
      ],
    });
    return true;
  });
  if (!made) {
    const first = await findCourse(db, id);
    return isDeepStrictEqual(first?.values, input.values)
      ? id
      : createCourse(db, { ...input, id: undefined });
  }
  wake("outbox");
  log.info({ courseId: id }, "course created");
  return id;
}

/**
 * Saves an edit of a course. Another edit meanwhile is merged field by field; only what both changed comes back to be
 * chosen. Capacity never goes below the seats that are taken: the course's row is locked, so no seat is sold meanwhile.
 */
export async function saveCourse(
  db: Db,
  input: {
    courseId: string;
    expectedVersion: number;
    /** The form's texts when it was opened. */
    base: Texts;
    values: CourseValues;
    setting: FormSetting;
    actor: Actor;
  },
): Promise<SaveResult> {
  const { courseId, setting } = input;
  const result = await db.transaction().execute(async (trx): Promise<SaveResult> => {
    const before = await findCourse(trx, courseId, { lock: true });
    if (!before) return { outcome: "missing" };
    const theirs = textsOf(before.values, setting);
    const base = before.version === input.expectedVersion ? theirs : input.base;
    const { merged, conflicts } = mergeTexts({ base, yours: textsOf(input.values, setting), theirs });
    const { version } = before;
    if (conflicts.length > 0) return { outcome: "conflict", conflicts, merged, theirs, version };
    const changed = Object.keys(merged).filter((field) => merged[field] !== theirs[field]);
    if (changed.length === 0) return { outcome: "unchanged" };
    const parsed = courseForm(setting).safeParse(withoutBlanks(merged));
    if (!parsed.success) return { outcome: "do_not_fit", merged, theirs, version };
    // Prices in currencies the form does not show stay as they are.
    const values = valuesOf(parsed.data, setting.currencies);
    const hidden = Object.entries(before.values.prices).filter(
      ([currency]) => !setting.currencies.includes(currency),
    );
    values.prices = { ...values.prices, ...Object.fromEntries(hidden) };
    if (values.capacity !== null && values.capacity < before.enrolledCount)
      return { outcome: "below_enrolled", enrolled: before.enrolledCount };
    if (before.status === "published" && Object.keys(values.prices).length === 0)
      return { outcome: "no_price" };
    await write(trx, before, values, changed, input.actor);
    const alsoChanged = Object.keys(theirs).filter((field) => base[field] !== theirs[field]);
    return { outcome: "saved", changed, alsoChanged };
  });
  if (result.outcome === "saved") {
    wake("outbox");
    log.info({ courseId, changed: result.changed }, "course edited");
  }
  return result;
}

/** A form leaves out what is empty. */
const withoutBlanks = (texts: Texts) =>
  Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ""));

async function write(
  trx: Trx,
  before: StoredCourse,
  values: CourseValues,
  changed: string[],
  actor: Actor,
): Promise<void> {
  await trx
    .updateTable("courses")
    .set({ ...columnsOf(values), version: before.version + 1, updated_at: sql`now()` })
    .where("id", "=", before.id)
    .execute();
  await writePrices(trx, before.id, before.values.prices, values.prices);
  await recordChanges(trx, {
    actor,
    changes: [
      {
        topic: "enrollments",
        kind: "course.edited",
        subject: { type: "course", id: before.id, version: before.version + 1 },
        before: picked(before.values, changed),
        after: picked(values, changed),
        data: { courseId: before.id, changed },
        audience: [],
      },
    ],
  });
}

/** What the audit keeps of an edit: each changed field; long texts by name alone. */
function picked(values: CourseValues, changed: string[]): Record<string, unknown> {
  const short = changed.filter((field) => field !== "description" && !field.startsWith("price_"));
  const prices = changed.some((field) => field.startsWith("price_")) ? { prices: values.prices } : {};
  const kept = short.map((field) => [field, values[field as keyof CourseValues]]);
  return { ...Object.fromEntries(kept), ...prices, changed };
}

const columnsOf = (values: CourseValues) => ({
  title: values.title,
  summary: values.summary,
  description: values.description,
  starts_at: values.startsAt,
  capacity: values.capacity,
  access_url: values.accessUrl,
  approval_mode: values.approvalMode,
  pay_within_hours: values.payWithinHours,
  refund_effect: values.refundEffect,
  waitlist_enabled: values.waitlist,
  offer_hours: values.offerHours,
});

async function writePrices(
  trx: Trx,
  courseId: string,
  before: Record<string, number>,
  after: Record<string, number>,
): Promise<void> {
  const gone = Object.keys(before).filter((currency) => !(currency in after));
  if (gone.length > 0)
    await trx
      .deleteFrom("course_prices")
      .where("course_id", "=", courseId)
      .where("currency", "in", gone)
      .execute();
  const set = Object.entries(after).filter(([currency, minor]) => before[currency] !== minor);
  if (set.length > 0)
    await trx
      .insertInto("course_prices")
      .values(set.map(([currency, amount_minor]) => ({ course_id: courseId, currency, amount_minor })))
      .onConflict((conflict) =>
        conflict
          .columns(["course_id", "currency"])
          .doUpdateSet((eb) => ({ amount_minor: eb.ref("excluded.amount_minor") })),
      )
      .execute();
}
