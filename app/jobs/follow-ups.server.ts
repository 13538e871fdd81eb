import { z } from "zod";
import { undoGraceMs } from "#app/features/mail/follow-enrollment.server.ts";
import { failureGraceMs } from "#app/features/mail/follow-payment.server.ts";
import type { OutboxEvent } from "#app/features/outbox/read-events.server.ts";
import type { JobToAdd } from "#app/jobs/add-jobs.server.ts";
import type { JobName } from "#app/jobs/catalog.server.ts";
import { log } from "#app/lib/logger.server.ts";

/** A follow-up by name, arguments and when; its key comes from the event, unless it says another. */
type FollowUp = { [Name in JobName]: Omit<JobToAdd<Name>, "key"> & { key?: string } }[JobName];

/** Mail of decisions made in bulk lets receipts and answers go first. */
const laterPriority = 10;

const DecisionData = z.object({ reason: z.string().nullish(), payBy: z.string().nullish() });
const OfferData = z.object({ courseId: z.string(), until: z.string().nullish() });
const MoveData = z.object({ from: z.string() });
/** Given up by the student themselves, it says no time. */
const LapseData = z.object({ until: z.string().nullish() });
const MailData = z.object({ kind: z.string() });

/** What follows from each kind of event, after its commit. */
const followUps: Record<string, (event: OutboxEvent, data: unknown) => FollowUp[]> = {
  "payment.succeeded": ({ subject }) => [{ name: "receipts.request", args: { paymentIds: [subject.id] } }],
  "payment.failed": ({ subject, at }) => [
    { name: "failure.tell", args: { paymentId: subject.id }, runAt: after(at, failureGraceMs) },
  ],
  "payment.partially_refunded": refund,
  "payment.refunded": refund,
  "payment.voided": refund,
  "enrollment.approved": (event, data) => [decision(event, data, "approved")],
  "enrollment.rejected": (event, data) => [decision(event, data, "rejected")],
  "enrollment.revoked": (event, data) => [decision(event, data, "revoked")],
  "enrollment.received": ({ subject }, data) => [
    { name: "move.tell", args: { enrollmentId: subject.id, fromCourseId: MoveData.parse(data).from } },
  ],
  "enrollment.lapsed": ({ subject }, data) => {
    const { until } = LapseData.parse(data);
    if (!until) return [];
    return [{ name: "lapse.tell", args: { enrollmentId: subject.id, version: subject.version, until } }];
  },
  "waitlist.offered": ({ subject, audience }, data) => {
    const { courseId, until } = OfferData.parse(data);
    const args = { subjectId: subject.id, version: subject.version, courseId, until };
    return audience.map((userId) => ({ name: "offer.tell", args: { ...args, userId } }));
  },
  "mail.requested": ({ subject }, data) => [
    {
      name: "mail.send",
      args: { mailId: subject.id },
      key: `mail.send:${subject.id}`,
      priority: MailData.parse(data).kind.startsWith("enrollment_") ? laterPriority : 0,
    },
  ],
};

function refund({ subject }: OutboxEvent): FollowUp[] {
  return [{ name: "refund.tell", args: { paymentId: subject.id } }];
}

function decision(event: OutboxEvent, data: unknown, made: "approved" | "rejected" | "revoked"): FollowUp {
  const { reason, payBy } = DecisionData.parse(data);
  const { subject, xid, at } = event;
  return {
    name: "decision.tell",
    args: {
      decision: made,
      enrollmentId: subject.id,
      version: subject.version,
      xid: String(xid),
      reason,
      payBy,
    },
    runAt: after(at, undoGraceMs),
    priority: laterPriority,
  };
}

const after = (at: Date, ms: number) => new Date(at.getTime() + ms);

/** The jobs that follow from a batch of events. Receipts are asked for together: in a rush each costs almost nothing. */
export function followUpsOf(events: readonly OutboxEvent[]): JobToAdd[] {
  const jobs = events.flatMap(followUpsOfOne);
  const isReceipts = (job: JobToAdd): job is JobToAdd<"receipts.request"> => job.name === "receipts.request";
  const [first, ...more] = jobs.filter(isReceipts);
  if (!first || more.length === 0) return jobs;
  const paymentIds = [first, ...more].flatMap((job) => job.args.paymentIds);
  return [...jobs.filter((job) => !isReceipts(job)), { ...first, args: { paymentIds } }];
}

/** An event nobody can read is logged and passed by: it must not hold up the rest. */
function followUpsOfOne(event: OutboxEvent): JobToAdd[] {
  const follow = followUps[event.kind];
  if (!follow) return [];
  try {
    const { data } = JSON.parse(event.json) as { data: unknown };
    return follow(event, data).map((job, index) => ({ key: `${job.name}:${event.cursor}:${index}`, ...job }));
  } catch (error) {
    log.error({ err: error, kind: event.kind, cursor: event.cursor }, "an event's follow-up cannot be read");
    return [];
  }
}
