import { Form, useNavigation } from "@remix-run/react";
import FlaskConical from "lucide-react/icons/flask-conical";
import RotateCw from "lucide-react/icons/rotate-cw";
import { useId } from "react";
import { Button } from "#app/components/button.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";

/** Look first, then do: the dry run beside the replay. Why neither can be used is said once. */
export function DeliveryActions({
  deliveryId,
  replayable,
  allowed,
}: {
  deliveryId: string;
  replayable: boolean;
  allowed: boolean;
}) {
  const t = useTranslations("delivery.replay");
  const { formAction } = useNavigation();
  const replays = adminPaths.webhookReplays(deliveryId);
  const dryRun = `${adminPaths.webhook(deliveryId)}?index`;
  const reasonId = useId();
  const reason = !replayable ? t("neverRead") : allowed ? null : t("mayNot");
  return (
    <div className="flex flex-col gap-1">
      <div className="flex flex-wrap gap-2">
        <Form method="post" action={dryRun}>
          <Button
            icon={<FlaskConical size={16} aria-hidden />}
            pending={formAction === dryRun && t("looking")}
            disabledBy={reason && reasonId}
          >
            {t("dryRun")}
          </Button>
        </Form>
        <Form method="post" action={replays}>
          <Button
            variant="primary"
            icon={<RotateCw size={16} aria-hidden />}
            pending={formAction === replays && t("replaying")}
            disabledBy={reason && reasonId}
          >
            {t("replay")}
          </Button>
        </Form>
      </div>
      {reason ? (
        <p id={reasonId} className="text-xs text-ink-muted">
          {reason}
        </p>
      ) : null}
    </div>
  );
}
