import { Form, useLocation } from "@remix-run/react";
import CircleAlert from "lucide-react/icons/circle-alert";
import { Button } from "#app/components/button.tsx";
import { Identifier } from "#app/components/identifier.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";

/**
 * What stands in one panel's place when that panel alone failed: what is missing, the error id, and a retry, which
 * without script loads the page anew.
 */
export function PanelError({
  what,
  errorId,
  again,
  busy = false,
}: {
  what: string;
  errorId: string | null;
  again: () => void;
  busy?: boolean;
}) {
  const t = useTranslations("errors");
  const { search } = useLocation();
  return (
    <div role="alert" className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <CircleAlert size={18} aria-hidden className="shrink-0 text-danger-ink" />
      <div className="min-w-0 flex-1 basis-48">
        <p>{t("panel", { what })}</p>
        {errorId ? (
          <p className="text-sm text-ink-muted">
            {t("errorId")} <Identifier value={errorId} />
          </p>
        ) : null}
      </div>
      {/* Without script it asks for the page again, as it is. */}
      <Form
        onSubmit={(event) => {
          event.preventDefault();
          again();
        }}
      >
        {[...new URLSearchParams(search)].map(([name, value]) => (
          <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
        ))}
        <Button size="small" pending={busy && t("trying")}>
          {t("again")}
        </Button>
      </Form>
    </div>
  );
}
