import { seatsLeft } from "#app/features/courses/list-courses.server.ts";
import { type Offer, offersOf } from "#app/features/courses/offer.ts";
import { isOpen, openStatuses } from "#app/features/payments/payment.ts";
import type { Gateways } from "#app/gateways/registry.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { type EnrollmentStatus, liveEnrollmentStatuses } from "#db/schema.ts";
import type { OpenPayment, Standing } from "./standing.ts";

export interface CoursePage {
  id: string;
  title: string;
  summary: string;
  description: string;
  startsAt: Date | null;
  seatsLeft: number | null;
  offers: Offer[];
  standing: Standing;
}

/** The course as this viewer (null: nobody signed in) finds it. Null: there is none, or it is not theirs to see. */
export async function findCoursePage(
  db: Db,
  gateways: Gateways,
  courseId: string,
  viewerId: string | null,
): Promise<CoursePage | null> {
  const [course, prices, mine] = await Promise.all([
    db
      .selectFrom("courses")
      .select(["id", "title", "summary", "description", "starts_at", "capacity", "enrolled_count", "status"])
      .where("id", "=", courseId)
      .executeTakeFirst(),
    db
      .selectFrom("course_prices")
      .select(["currency", "amount_minor"])
      .where("course_id", "=", courseId)
      .execute(),
    viewerId ? findMine(db, courseId, viewerId) : nothingMine,
  ]);
  if (!course || (course.status !== "published" && !mine.enrollment)) return null;
  const offers = course.status === "published" ? offersOf(prices, gateways) : [];
  const left = seatsLeft(course);
  return {
    id: course.id,
    title: course.title,
    summary: course.summary,
    description: course.description,
    startsAt: course.starts_at,
    seatsLeft: left,
    offers,
    standing: standingOf(mine, left, offers),
  };
}

interface Mine {
  enrollment: EnrollmentStatus | null;
  /** A payment for this course that holds money or is under review. */
  paidId: string | null;
  open: OpenPayment | null;
}

const nothingMine: Mine = { enrollment: null, paidId: null, open: null };

function standingOf(mine: Mine, left: number | null, offers: Offer[]): Standing {
  if (mine.enrollment === "active") return { kind: "enrolled" };
  if (mine.enrollment === "pending_approval") return { kind: "awaiting_approval" };
  if (mine.enrollment) return { kind: "suspended" };
  if (mine.paidId) return { kind: "paid", paymentId: mine.paidId };
  if (left === 0) return { kind: "full", open: mine.open };
  if (offers.length === 0) return { kind: "not_on_sale" };
  return { kind: "buy", open: mine.open };
}

async function findMine(db: Db, courseId: string, studentId: string): Promise<Mine> {
  const [enrollment, payments] = await Promise.all([
    db
      .selectFrom("enrollments")
      .select("status")
      .where("student_id", "=", studentId)
      .where("course_id", "=", courseId)
      .where("status", "in", liveEnrollmentStatuses)
      .executeTakeFirst(),
    db
      .selectFrom("payments")
      .select(["id", "status", "gateway", "amount_minor", "currency", "created_at"])
      .where("student_id", "=", studentId)
      .where("course_id", "=", courseId)
      .where((eb) =>
        eb.or([
          eb("status", "in", [...openStatuses, "needs_review"]),
          eb("captured_minor", ">", eb.ref("refunded_minor")),
        ]),
      )
      .orderBy("created_at", "desc")
      .limit(20)
      .execute(),
  ]);
  const open = payments.find((payment) => isOpen(payment.status));
  return {
    enrollment: enrollment?.status ?? null,
    paidId: payments.find((payment) => !isOpen(payment.status))?.id ?? null,
    open: open
      ? {
          paymentId: open.id,
          gateway: open.gateway,
          pending: open.status === "pending",
          amount: { minor: open.amount_minor, currency: open.currency },
          startedAt: open.created_at,
        }
      : null,
  };
}
