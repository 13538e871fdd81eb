import type { ReactNode } from "react";
import { Identifier } from "#app/components/identifier.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";

/** What happened, what to do, and the id to quote. `actions` is the way forward; there is always one. */
export function ErrorPanel({
  title,
  children,
  errorId,
  actions,
}: {
  title: string;
  children: ReactNode;
  errorId?: string | null;
  actions: ReactNode;
}) {
  const t = useTranslations("errors");
  return (
    <div className="mx-auto flex max-w-xl flex-col gap-4 py-6 sm:py-16">
      <h1 className="text-2xl font-semibold">{title}</h1>
      <div className="text-lg text-ink-muted">{children}</div>
      <div className="flex flex-wrap gap-2">{actions}</div>
      {errorId ? (
        <p className="text-sm text-ink-muted">
          {t("errorId")} <Identifier value={errorId} />
        </p>
      ) : null}
    </div>
  );
}
