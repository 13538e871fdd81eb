import { z } from "zod";

/** What each kind needs beside the rows it points to. */
export const mailFacts = {
  receipt: z.object({}),
  payment_failed: z.object({}),
  payment_link: z.object({ payBy: z.iso.datetime().nullish() }),
  enrollment_approved: z.object({}),
  enrollment_rejected: z.object({ reason: z.string().nullish() }),
  enrollment_revoked: z.object({ reason: z.string().nullish() }),
  pay_invitation: z.object({ courseId: z.string(), payBy: z.iso.datetime().nullish() }),
  deadline_extended: z.object({ courseId: z.string(), payBy: z.iso.datetime() }),
  waitlist_offer: z.object({ courseId: z.string(), until: z.iso.datetime().nullish() }),
  seat_lapsed: z.object({ until: z.iso.datetime(), offered: z.boolean() }),
  seat_moved: z.object({ fromCourseId: z.string() }),
  refund_made: z.object({}),
  case_answer: z.object({ subject: z.string(), answer: z.string() }),
} as const;
export type MailFacts<Kind extends keyof typeof mailFacts> = z.output<(typeof mailFacts)[Kind]>;
