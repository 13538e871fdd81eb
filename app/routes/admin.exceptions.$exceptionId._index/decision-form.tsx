import { Form, useNavigation } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { TextArea } from "#app/components/text-area.tsx";
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
  const action = adminPaths.exceptionResolution(exception.id);
  const { formAction, formData } = useNavigation();
  const deciding = formAction === action ? formData?.get("decision") : null;
  const reason = allowed ? null : "Your role may look, not decide";
  const open = exception.status === "open";
  return (
    <Form method="post" action={action} key={exception.version} className="flex flex-col gap-3">
      <input type="hidden" name="version" value={exception.version} />
      <TextArea
        label="Reason"
        name="reason"
        required
        minLength={3}
        maxLength={1_000}
        hint={open ? "What you found or did. It stays in the history." : "Why it needs a person again."}
      />
      <div className="flex flex-wrap items-start gap-2">
        {open ? (
          <>
            <Button
              variant="primary"
              name="decision"
              value="resolve"
              pending={deciding === "resolve" && "Resolving…"}
              disabledReason={reason}
            >
              Resolve exception
            </Button>
            <Button
              name="decision"
              value="ignore"
              pending={deciding === "ignore" && "Ignoring…"}
              disabledReason={reason}
            >
              Ignore, even if it returns
            </Button>
          </>
        ) : (
          <Button
            name="decision"
            value="reopen"
            pending={deciding === "reopen" && "Reopening…"}
            disabledReason={reason}
          >
            Reopen exception
          </Button>
        )}
      </div>
    </Form>
  );
}
