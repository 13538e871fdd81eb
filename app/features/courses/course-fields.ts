import * as z from "zod/mini";
import { decimalOf, minorDigits, parseDecimal } from "#app/lib/money.ts";
import { instantIn, localIn } from "#app/lib/zoned-time.ts";
import { type ApprovalMode, approvalModes, type RefundEffect, refundEffects } from "#db/schema.ts";

/** The course form: one schema for browser and server (zod/mini: it reaches the browser), and courses as its texts. */

/** What a course is, apart from what happens to it. Prices by currency, in minor units. */
export interface CourseValues {
  title: string;
  summary: string;
  description: string;
  startsAt: Date | null;
  capacity: number | null;
  accessUrl: string | null;
  approvalMode: ApprovalMode;
  payWithinHours: number;
  refundEffect: RefundEffect;
  waitlist: boolean;
  offerHours: number;
  prices: Record<string, number>;
}

/** A problem is a key of the messages `courses.problems`; `parseWithZod` carries it to its field. */
const problem = <Key extends string>(key: Key) => key;

const text = (key: string, most: number) =>
  z.string(key).check(z.trim(), z.minLength(1, key), z.maxLength(most, problem("tooLong")));
const whole = (least: number, most: number, key: string) =>
  z.pipe(
    z.pipe(
      z.string(key),
      z.transform((typed: string) => Number(typed.trim())),
    ),
    z.number(key).check(z.int(key), z.minimum(least, key), z.maximum(most, key)),
  );

/** The form of a school whose clocks are `timeZone`, selling in these currencies. */
export function courseForm({ currencies, timeZone }: { currencies: readonly string[]; timeZone: string }) {
  const prices = Object.fromEntries(
    currencies.map((currency) => [
      priceField(currency),
      z.optional(
        z.pipe(
          z.string(),
          z.transform((typed: string, context) => {
            if (typed.trim() === "") return undefined;
            const minor = parseDecimal(typed, currency);
            if (minor !== null && minor > 0) return minor;
            context.issues.push({
              code: "custom",
              input: typed,
              message: minorDigits(currency) === 0 ? problem("priceWhole") : problem("price"),
            });
            return z.NEVER;
          }),
        ),
      ),
    ]),
  );
  return z
    .object({
      title: text(problem("title"), 200),
      summary: text(problem("summary"), 300),
      description: text(problem("description"), 20_000),
      startsAt: z.optional(
        z.pipe(
          z.string(),
          z.transform((typed: string, context) => {
            const at = instantIn(timeZone, typed.slice(0, 16));
            if (at) return at;
            context.issues.push({ code: "custom", input: typed, message: problem("startsAt") });
            return z.NEVER;
          }),
        ),
      ),
      capacity: z.optional(whole(1, 1_000_000, problem("capacity"))),
      accessUrl: z.optional(
        z
          .url({ protocol: /^https?$/, error: problem("accessUrl") })
          .check(z.maxLength(500, problem("tooLong"))),
      ),
      approvalMode: z.enum(approvalModes, problem("choice")),
      payWithinHours: whole(1, 720, problem("hours")),
      refundEffect: z.enum(refundEffects, problem("choice")),
      waitlist: z.optional(z.string()),
      offerHours: whole(1, 720, problem("hours")),
      ...prices,
    })
    .check(
      z.refine((form) => !form.waitlist || form.approvalMode === "none", {
        error: problem("waitlistWithApproval"),
        path: ["waitlist"],
      }),
    );
}

export const priceField = (currency: string) => `price_${currency}`;

/** What the form's schema gave, as a course. */
export function valuesOf(
  form: z.output<ReturnType<typeof courseForm>>,
  currencies: readonly string[],
): CourseValues {
  const given = form as Record<string, unknown>;
  const prices = currencies.flatMap((currency) => {
    const minor = given[priceField(currency)];
    return typeof minor === "number" ? [[currency, minor] as const] : [];
  });
  return {
    title: form.title,
    summary: form.summary,
    description: form.description,
    startsAt: form.startsAt ?? null,
    capacity: form.capacity ?? null,
    accessUrl: form.accessUrl ?? null,
    approvalMode: form.approvalMode,
    payWithinHours: form.payWithinHours,
    refundEffect: form.refundEffect,
    waitlist: Boolean(form.waitlist),
    offerHours: form.offerHours,
    prices: Object.fromEntries(prices),
  };
}

/** A course as the form's texts, in its order: the same course gives the same texts, however its amounts were typed. */
export function textsOf(
  course: CourseValues,
  { currencies, timeZone }: { currencies: readonly string[]; timeZone: string },
): Record<string, string> {
  const prices = currencies.map((currency) => {
    const minor = course.prices[currency];
    return [priceField(currency), minor === undefined ? "" : decimalOf({ minor, currency })] as const;
  });
  return {
    title: course.title,
    summary: course.summary,
    description: course.description.replaceAll("\r\n", "\n"),
    startsAt: course.startsAt ? localIn(timeZone, course.startsAt) : "",
    accessUrl: course.accessUrl ?? "",
    ...Object.fromEntries(prices),
    capacity: course.capacity === null ? "" : String(course.capacity),
    refundEffect: course.refundEffect,
    approvalMode: course.approvalMode,
    payWithinHours: String(course.payWithinHours),
    waitlist: course.waitlist ? "on" : "",
    offerHours: String(course.offerHours),
  };
}

/** A new course before anyone typed anything. */
export const blankCourse: CourseValues = {
  title: "",
  summary: "",
  description: "",
  startsAt: null,
  capacity: null,
  accessUrl: null,
  approvalMode: "none",
  payWithinHours: 72,
  refundEffect: "ask",
  waitlist: false,
  offerHours: 24,
  prices: {},
};
