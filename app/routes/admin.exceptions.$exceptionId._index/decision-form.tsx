import { Form, useNavigation } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { TextArea } from "#app/components/text-area.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";
import type { ExceptionDetail } from "./queries.server.ts";

/** A decision and its reason, on the version being looked at. */
export function DecisionForm({
  exception,
  allowed,
}: {
  exception: ExceptionDetail["exception"];
  allowed: boolean;
}) {
  const t = useTranslations("problems.decide");
  const action = adminPaths.exceptionResolution(exception.id);
  const { formAction, formData } = useNavigation();
  const deciding = formAction === action ? formData?.get("decision") : null;
  const reason = allowed ? null : t("mayNot");
  const open = exception.status === "open";
  return (
    <Form method="post" action={action} key={exception.version} className="flex flex-col gap-3">
      <input type="hidden" name="version" value={exception.version} />
      <TextArea
        label={t("reason")}
        name="reason"
        required
        minLength={3}
        maxLength={1_000}
        hint={t(open ? "whatFound" : "whyAgain")}
      />
      <div className="flex flex-wrap items-start gap-2">
        {open ? (
          <>
            <Button
              variant="primary"
              name="decision"
              value="resolve"
              pending={deciding === "resolve" && t("resolving")}
              disabledReason={reason}
            >
              {t("resolve")}
            </Button>
            <Button
              name="decision"
              value="ignore"
              pending={deciding === "ignore" && t("ignoring")}
              disabledReason={reason}
            >
              {t("ignore")}
            </Button>
          </>
        ) : (
          <Button
            name="decision"
            value="reopen"
            pending={deciding === "reopen" && t("reopening")}
            disabledReason={reason}
          >
            {t("reopen")}
          </Button>
        )}
      </div>
    </Form>
  );
}
