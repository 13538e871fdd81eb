import { setTimeout as delay } from "node:timers/promises";
import { readResultLink, resultToken } from "#app/features/checkout/result-link.server.ts";
import { findStudentPayment } from "#app/features/payments/find-student-payment.server.ts";
import { healPayment } from "#app/features/payments/heal-payment.server.ts";
import { isOpen } from "#app/features/payments/payment.ts";
import type { StudentPayment } from "#app/features/payments/student-payment.ts";
import type { Gateways } from "#app/gateways/registry.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { log } from "#app/lib/logger.server.ts";

/** How long the page waits for the gateway before it says what is known: it refreshes itself anyway. */
const healWaitMs = 1_000;

export type FoundResult =
  | { outcome: "found"; payment: StudentPayment; token: string | null }
  | { outcome: "sign_in" }
  | { outcome: "missing" };

/**
 * The payment a result page is about, asked about at its gateway while it is open. Only the signed link or the viewer's
 * own session opens it; without a link it is the viewer's latest payment for this course.
 */
export async function findResult(
  db: Db,
  gateways: Gateways,
  input: {
    courseId: string;
    link: string | null;
    viewer: { id: string; mayReadPayments: boolean } | null;
  },
): Promise<FoundResult> {
  const { viewer, courseId } = input;
  const link = readResultLink(input.link);
  if (!viewer && !link?.tokenOk) return { outcome: "sign_in" };
  const paymentId = link?.paymentId ?? (viewer && (await latestPaymentId(db, viewer.id, courseId)));
  const payment = paymentId ? await findStudentPayment(db, paymentId) : null;
  if (!payment || payment.course.id !== courseId) return { outcome: "missing" };
  const isOwner = viewer?.id === payment.studentId;
  if (!isOwner && !viewer?.mayReadPayments && !link?.tokenOk) return { outcome: "missing" };
  const token = link?.tokenOk ? resultToken(payment.id) : null;
  // A failed or expired link can still be paid as long as we go on asking about it.
  if (!isOpen(payment.status) && payment.nextCheckAt === null) return { outcome: "found", payment, token };
  return { outcome: "found", payment: await healed(db, gateways, payment), token };
}

/** As it stands once its gateway was asked; whatever fails on the way, what is known already is told. */
async function healed(db: Db, gateways: Gateways, payment: StudentPayment): Promise<StudentPayment> {
  try {
    await Promise.race([healPayment(db, gateways, payment.id), delay(healWaitMs, undefined, { ref: false })]);
    return (await findStudentPayment(db, payment.id)) ?? payment;
  } catch (error) {
    log.error({ err: error, paymentId: payment.id }, "payment shown as it was known: it could not be healed");
    return payment;
  }
}

async function latestPaymentId(db: Db, studentId: string, courseId: string): Promise<string | null> {
  const row = await db
    .selectFrom("payments")
    .select("id")
    .where("student_id", "=", studentId)
    .where("course_id", "=", courseId)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}
