import { LiveIndicator } from "#app/features/outbox/live-indicator.tsx";
import { useLiveRevalidation } from "#app/features/outbox/live-updates.tsx";

/** Keeps a signed-in student's page right by itself, and says whether it does. */
export function FollowPayments() {
  useLiveRevalidation(["payments", "enrollments", "notifications"]);
  return <LiveIndicator className="self-center" />;
}
