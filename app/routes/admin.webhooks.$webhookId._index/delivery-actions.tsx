import { Form, useNavigation } from "@remix-run/react";
import FlaskConical from "lucide-react/icons/flask-conical";
import RotateCw from "lucide-react/icons/rotate-cw";
import { Button } from "#app/components/button.tsx";
import { adminPaths } from "#app/paths.ts";

/** Look first, then do: the dry run beside the replay, each saying why if it cannot be used. */
export function DeliveryActions({
  deliveryId,
  replayable,
  allowed,
}: {
  deliveryId: string;
  replayable: boolean;
  allowed: boolean;
}) {
  const { formAction } = useNavigation();
  const replays = adminPaths.webhookReplays(deliveryId);
  const dryRun = `${adminPaths.webhook(deliveryId)}?index`;
  const reason = !replayable
    ? "A wrong signature is never read"
    : allowed
      ? null
      : "Your role may look, not replay";
  return (
    <>
      <Form method="post" action={dryRun}>
        <Button
          icon={<FlaskConical size={16} aria-hidden />}
          pending={formAction === dryRun && "Looking…"}
          disabledReason={reason}
        >
          Dry run
        </Button>
      </Form>
      <Form method="post" action={replays}>
        <Button
          variant="primary"
          icon={<RotateCw size={16} aria-hidden />}
          pending={formAction === replays && "Replaying…"}
          disabledReason={reason}
        >
          Replay delivery
        </Button>
      </Form>
    </>
  );
}
