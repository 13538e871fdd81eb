import { seatsLeft } from "#app/features/courses/list-courses.server.ts";
import { type Offer, offersOf } from "#app/features/courses/offer.ts";
import { seatCourse } from "#app/features/enrollments/seat-course.server.ts";
import { isOpen, openStatuses } from "#app/features/payments/payment.ts";
import { findPlace, hasLine } from "#app/features/waitlist/waitlist-place.server.ts";
import type { Gateways } from "#app/gateways/registry.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { type ApprovalMode, type EnrollmentStatus, liveEnrollmentStatuses } from "#db/schema.ts";
import type { CourseLine, LastRequest, OpenPayment, Standing } from "./standing.ts";

export interface CoursePage {
  id: string;
  title: string;
  summary: string;
  description: string;
  startsAt: Date | null;
  seatsLeft: number | null;
  offers: Offer[];
  standing: Standing;
  /** Null: the course keeps no line. */
  line: CourseLine | null;
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
      .select(["approval_mode", "waitlist_enabled", "offer_hours"])
      .where("id", "=", courseId)
      .executeTakeFirst(),
    db
      .selectFrom("course_prices")
      .select(["currency", "amount_minor"])
      .where("course_id", "=", courseId)
      .execute(),
    viewerId ? findMine(db, courseId, viewerId) : nothingMine,
  ]);
  const isMine = mine.enrollment !== null || mine.paid !== null || mine.request?.status === "requested";
  if (!course || (course.status !== "published" && !isMine)) return null;
  // A seat that is held for them is theirs to pay, also when the course went off sale since.
  const forThem = course.status === "published" || mine.enrollment === "approved";
  const offers = forThem ? offersOf(prices, gateways) : [];
  const left = seatsLeft(course);
  const [place, waits] = course.waitlist_enabled
    ? await Promise.all([
        viewerId ? findPlace(db, { studentId: viewerId, courseId }) : null,
        hasLine(db, courseId),
      ])
    : [null, false];
  // A free seat that others wait for is not for sale.
  const forSale = waits ? 0 : left;
  return {
    id: course.id,
    title: course.title,
    summary: course.summary,
    description: course.description,
    startsAt: course.starts_at,
    seatsLeft: left,
    offers,
    standing: standingOf(mine, forSale, offers, course.approval_mode),
    line: course.waitlist_enabled ? { place, offerHours: course.offer_hours, seatFree: left !== 0 } : null,
  };
}

interface Mine {
  enrollment: EnrollmentStatus | null;
  /** Their request of a seat as it stands, the last one. */
  request: { status: EnrollmentStatus; since: Date; payBy: Date | null; reason: string | null } | null;
  /** A payment for this course that holds money or is under review. */
  paid: { id: string; course_id: string } | null;
  open: OpenPayment | null;
}

const nothingMine: Mine = { enrollment: null, request: null, paid: null, open: null };

function standingOf(mine: Mine, left: number | null, offers: Offer[], mode: ApprovalMode): Standing {
  if (mine.enrollment === "approved") return approvedStanding(mine, offers);
  if (mine.enrollment === "active") return { kind: "enrolled" };
  if (mine.enrollment === "pending_approval") return { kind: "awaiting_approval" };
  if (mine.enrollment) return { kind: "suspended" };
  if (mine.paid) return { kind: "paid", paymentId: mine.paid.id, courseId: mine.paid.course_id };
  if (mine.request?.status === "requested") return { kind: "asked", since: mine.request.since };
  // Where the school approves first, requests are the line: a full course takes them too.
  const asks = mode === "before_payment" && offers.length > 0;
  if (asks) return { kind: "ask", last: lastRequest(mine.request), full: left === 0 };
  if (left === 0) return { kind: "full", open: mine.open };
  if (offers.length === 0) return { kind: "not_on_sale" };
  return { kind: "buy", open: mine.open, payBy: null };
}

/** Their seat is held whatever is left; past its time it is about to lapse. */
function approvedStanding({ request, open }: Mine, offers: Offer[]): Standing {
  if (offers.length === 0) return { kind: "not_on_sale" };
  const payBy = request?.payBy ?? null;
  if (payBy && payBy.getTime() <= Date.now()) return { kind: "overdue", open };
  return { kind: "buy", open, payBy };
}

function lastRequest(request: Mine["request"]): LastRequest | null {
  const status = request?.status;
  if (status !== "rejected" && status !== "revoked" && status !== "lapsed") return null;
  return { status, reason: request!.reason };
}

async function findMine(db: Db, courseId: string, studentId: string): Promise<Mine> {
  const [enrollment, request, payments] = await Promise.all([
    db
      .selectFrom("enrollments")
      .select("status")
      .where("student_id", "=", studentId)
      .where("course_id", "=", courseId)
      .where("status", "in", liveEnrollmentStatuses)
      .executeTakeFirst(),
    db
      .selectFrom("enrollments")
      .select(["status", "waiting_since", "pay_by", "decision_reason"])
      .where("student_id", "=", studentId)
      .where("course_id", "=", courseId)
      .where("source", "=", "request")
      .orderBy("created_at", "desc")
      .limit(1)
      .executeTakeFirst(),
    db
      .selectFrom("payments")
      .select(["id", "status", "gateway", "amount_minor", "currency", "created_at", "course_id"])
      .where("student_id", "=", studentId)
      .where(seatCourse("payments"), "=", courseId)
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
    request: request
      ? {
          status: request.status,
          since: request.waiting_since,
          payBy: request.pay_by,
          reason: request.decision_reason,
        }
      : null,
    paid: payments.find((payment) => !isOpen(payment.status)) ?? null,
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
