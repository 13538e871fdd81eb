import type { CronItem } from "graphile-worker";
import { z } from "zod";
import { followDecision, followOffer } from "#app/features/mail/follow-enrollment.server.ts";
import { followFailure, followRefund, followSuccesses } from "#app/features/mail/follow-payment.server.ts";
import { followLapse, followMove } from "#app/features/mail/follow-seat.server.ts";
import { sendMail } from "#app/features/mail/send-mail.server.ts";
import { sweepMails } from "#app/features/mail/sweep-mails.server.ts";
import { checkAudit } from "#app/features/reconciliation/check-audit.server.ts";
import { checkStatuses } from "#app/features/reconciliation/check-statuses.server.ts";
import { tidy } from "#app/jobs/tidy.server.ts";
import { db } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { log } from "#app/lib/logger.server.ts";

/** What a running job knows of itself. */
export interface JobContext {
  jobId: string;
  /** A failure of this try is final. */
  lastTry: boolean;
  /** The worker stops: end soon, or the job is taken for dead. */
  signal: AbortSignal;
}

interface JobKind<Schema extends z.ZodType> {
  args: Schema;
  /** Tries, with pauses that grow from 3 s to 6 h: 12 of them take 16 hours. */
  maxAttempts: number;
  work(args: unknown, context: JobContext): Promise<void>;
}

function job<Schema extends z.ZodType>(
  args: Schema,
  work: (args: z.output<Schema>, context: JobContext) => Promise<unknown>,
  maxAttempts = 12,
): JobKind<Schema> {
  return {
    args,
    maxAttempts,
    work: async (payload, context) => {
      await work(args.parse(payload), context);
    },
  };
}

const paymentArgs = z.object({ paymentId: z.string() });

/**
 * Every job there is: a stable name, its arguments (ids, never rows), and the verb it calls. Each is safe to run twice.
 * A job that must be tried again throws.
 */
export const catalog = {
  "receipts.request": job(z.object({ paymentIds: z.array(z.string()) }), ({ paymentIds }) =>
    followSuccesses(db(), paymentIds),
  ),
  "failure.tell": job(paymentArgs, ({ paymentId }) => followFailure(db(), paymentId)),
  "refund.tell": job(paymentArgs, ({ paymentId }) => followRefund(db(), paymentId)),
  "decision.tell": job(
    z.object({
      decision: z.enum(["approved", "rejected", "revoked"]),
      enrollmentId: z.string(),
      version: z.number(),
      xid: z.string(),
      reason: z.string().nullish(),
      payBy: z.string().nullish(),
    }),
    (event) => followDecision(db(), event),
  ),
  "offer.tell": job(
    z.object({
      subjectId: z.string(),
      version: z.number(),
      userId: z.string(),
      courseId: z.string(),
      until: z.string().nullish(),
    }),
    (offer) => followOffer(db(), offer),
  ),
  "move.tell": job(z.object({ enrollmentId: z.string(), fromCourseId: z.string() }), (move) =>
    followMove(db(), move),
  ),
  "lapse.tell": job(
    z.object({ enrollmentId: z.string(), version: z.number(), until: z.iso.datetime() }),
    (lapse) => followLapse(db(), lapse),
  ),
  "mail.send": job(z.object({ mailId: z.string() }), async ({ mailId }, { lastTry, signal }) => {
    const sent = await sendMail(db(), { mailId, lastTry, signal, smtpUrl: env().SMTP_URL });
    if (sent.outcome === "retry" || sent.outcome === "busy") throw new TryAgain(sent.outcome);
  }),
  "mail.sweep": job(z.unknown(), () => sweepMails(db()), 1),
  "housekeeping.tidy": job(z.unknown(), () => tidy(db()), 1),
  // Every status, also of what was written around the product and moved no time stamp.
  "statuses.check": job(z.unknown(), async (_, { signal }) => {
    log.info({ checked: await checkStatuses(db(), null, { signal }) }, "all statuses checked");
  }),
  "audit.check": job(z.unknown(), (_, { signal }) => checkAudit(db(), { signal })),
} as const;

export type JobName = keyof typeof catalog;
export type JobArgs<Name extends JobName> = z.input<(typeof catalog)[Name]["args"]>;

const dayMs = 86_400_000;

/**
 * What runs by the clock (UTC), once for all workers. The queue remembers in the database when each ran last: what is
 * due once a day and was missed, because no worker ran at that minute, is made up for when the next one starts.
 */
export const schedule: CronItem[] = [
  { task: "mail.sweep", match: "* * * * *", options: { maxAttempts: 1 } },
  { task: "housekeeping.tidy", match: "*/10 * * * *", options: { maxAttempts: 1 } },
  {
    task: "statuses.check",
    match: "17 2 * * *",
    options: { backfillPeriod: dayMs, jobKey: "statuses.check", maxAttempts: 12 },
  },
  {
    task: "audit.check",
    match: "47 2 * * *",
    options: { backfillPeriod: dayMs, jobKey: "audit.check", maxAttempts: 12 },
  },
];

/** An expected failure that the queue repeats; the mail itself says what was wrong. */
class TryAgain extends Error {
  constructor(why: string) {
    super(`not done (${why}), to be tried again`);
    this.stack = undefined;
  }
}
