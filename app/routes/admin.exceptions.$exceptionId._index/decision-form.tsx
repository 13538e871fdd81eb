import { Form, useNavigation } from "@remix-run/react";
import { useId } from "react";
import { Button } from "#app/components/button.tsx";
import { TextArea } from "#app/components/text-area.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";
import type { ExceptionDetail } from "./queries.server.ts";

/** A decision and its reason, on the version being looked at. */
export function DecisionForm({
  exception,
  allowed,
  refused,
}: {
  exception: ExceptionDetail["exception"];
  allowed: boolean;
  /** What was written and not kept. */
  refused: { told: string; reason: string } | undefined;
}) {
  const t = useTranslations("exception.decide");
  const deciding = useNavigation().formData?.get("decision");
  const reasonId = useId();
  const disabledBy = allowed ? null : reasonId;
  const open = exception.status === "open";
  return (
    <Form method="post" key={exception.version} className="flex flex-col gap-3">
      <input type="hidden" name="version" value={exception.version} />
      <TextArea
        label={t("reason")}
        name="reason"
        required
        minLength={3}
        maxLength={1_000}
        hint={t(open ? "whatFound" : "whyAgain")}
        dir="auto"
        defaultValue={refused?.reason}
        error={refused?.told === "no_reason" ? t("noReason") : null}
      />
      <div className="flex flex-wrap items-start gap-2">
        {open ? (
          <>
            <Button
              variant="primary"
              name="decision"
              value="resolve"
              pending={deciding === "resolve" && t("resolving")}
              disabledBy={disabledBy}
            >
              {t("resolve")}
            </Button>
            <Button
              name="decision"
              value="ignore"
              pending={deciding === "ignore" && t("ignoring")}
              disabledBy={disabledBy}
            >
              {t("ignore")}
            </Button>
          </>
        ) : (
          <Button
            name="decision"
            value="reopen"
            pending={deciding === "reopen" && t("reopening")}
            disabledBy={disabledBy}
          >
            {t("reopen")}
          </Button>
        )}
      </div>
      {allowed ? null : (
        <p id={reasonId} className="text-xs text-ink-muted">
          {t("mayNot")}
        </p>
      )}
    </Form>
  );
}
