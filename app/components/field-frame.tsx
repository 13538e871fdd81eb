import CircleAlert from "lucide-react/icons/circle-alert";
import { type ReactNode, useId } from "react";
import { useTranslations } from "#app/messages/use-translations.ts";

export interface FieldText {
  label: string;
  /** What to write, and in which form. */
  hint?: ReactNode;
  /** What is wrong and how to put it right. */
  error?: string | readonly string[] | null;
  /** Says "(optional)" beside the label. */
  optional?: boolean;
  /** Shows the label to screen readers only. */
  hiddenLabel?: boolean;
}

export interface ControlProps {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
  autoFocus: true | undefined;
}

/** The look of every text control. 16 px on phones: a smaller one makes iOS zoom in. */
export const controlClass =
  "min-h-9 w-full rounded-md border border-line-control bg-surface px-3 py-1.5 text-lg text-ink placeholder:text-ink-faint md:text-base pointer-coarse:min-h-11 aria-invalid:border-danger-ink";

/** Label, hint and error around one control, tied together for screen readers. */
export function FieldFrame({
  id: givenId,
  label,
  hint,
  error,
  optional,
  hiddenLabel,
  children,
}: FieldText & { id?: string; children: (control: ControlProps) => ReactNode }) {
  const made = useId();
  const t = useTranslations("common");
  const id = givenId ?? made;
  const message = useSayProblem()(error);
  const describedBy = [hint && `${id}-hint`, message && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <label htmlFor={id} className={hiddenLabel ? "sr-only" : "text-base font-medium"}>
        {label}
        {optional ? <span className="font-normal text-ink-muted"> {t("optional")}</span> : null}
      </label>
      {hint ? (
        <p id={`${id}-hint`} className="-mt-1 text-sm text-ink-muted">
          {hint}
        </p>
      ) : null}
      {children({
        id,
        "aria-describedby": describedBy || undefined,
        "aria-invalid": message ? true : undefined,
        // Without script the first of them in the page has the focus; FocusOnNavigation gives it where script runs.
        autoFocus: message ? true : undefined,
      })}
      {message ? (
        <p id={`${id}-error`} className="flex items-start gap-1.5 text-sm text-danger-ink">
          <CircleAlert size={16} aria-hidden className="mt-0.5 shrink-0" />
          <span>{message}</span>
        </p>
      ) : null}
    </div>
  );
}

/** Says a field's first problem. Schemas name theirs; a sentence made elsewhere stands as it is. */
export function useSayProblem() {
  const t = useTranslations("common");
  return (error: FieldText["error"]) => {
    const problem = typeof error === "string" ? error : error?.[0];
    const named = problem && t.has(`problem.${problem as "emailMissing"}`);
    return named ? t(`problem.${problem as "emailMissing"}`) : problem;
  };
}
