import { Form, useNavigation } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { Panel } from "#app/components/panel.tsx";
import type { RepairPreview } from "#app/features/reconciliation/repair-exception.server.ts";
import { adminPaths } from "#app/paths.ts";

/** The proposed repair with its effect, before it is done. Nothing where there is none. */
export function RepairPanel({
  exceptionId,
  preview,
  student,
  allowed,
}: {
  exceptionId: string;
  preview: RepairPreview;
  student: string | null;
  allowed: boolean;
}) {
  const action = `${adminPaths.exception(exceptionId)}/repairs`;
  const repairing = useNavigation().formAction === action;
  if (preview.repair === "none") return null;
  const seat = preview.repair === "seat" ? preview : null;
  const full = seat !== null && seat.capacity !== null && seat.enrolled >= seat.capacity;
  const reason = !allowed
    ? "Your role may look, not repair"
    : full
      ? "No seat is free"
      : seat && !seat.asks
        ? "The payment asks for no seat now"
        : null;
  return (
    <Panel title="Proposed repair">
      <div className="flex flex-col gap-3">
        {seat ? <SeatEffect seat={seat} full={full} student={student} /> : <RecountEffect />}
        <Form method="post" action={action}>
          <Button variant="primary" pending={repairing && "Repairing…"} disabledReason={reason}>
            {seat ? "Grant the seat" : "Count the seats again"}
          </Button>
        </Form>
      </div>
    </Panel>
  );
}

function SeatEffect({
  seat,
  full,
  student,
}: {
  seat: Extract<RepairPreview, { repair: "seat" }>;
  full: boolean;
  student: string | null;
}) {
  const taken = `${seat.enrolled}${seat.capacity === null ? "" : ` of ${seat.capacity}`}`;
  if (full)
    return (
      <p>
        All {seat.capacity} seats are taken. As soon as one is free it goes to whoever paid first, by itself.
        Until then: raise the course’s capacity, or give the money back at the gateway.
      </p>
    );
  return (
    <p>
      <bdi>{student ?? "The student"}</bdi> gets an active enrollment. Seats taken: {taken} →{" "}
      {seat.enrolled + 1}
      {seat.capacity === null ? "" : ` of ${seat.capacity}`}. No money moves.
    </p>
  );
}

function RecountEffect() {
  return (
    <p>
      The course’s count is set to its live enrollments. No enrollment changes; if the result would say the
      course is oversold, nothing changes at all.
    </p>
  );
}
