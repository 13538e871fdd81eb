import { Form } from "@remix-run/react";
import {
  type FormEvent,
  type KeyboardEvent,
  type ReactNode,
  type SyntheticEvent,
  useEffect,
  useState,
} from "react";
import { bringAhead } from "#app/components/bring-ahead.ts";
import { Button } from "#app/components/button.tsx";
import { buttonClass } from "#app/components/button-class.ts";
import { Field } from "#app/components/field.tsx";
import { decisionKey, expectAnswer } from "#app/features/approvals/decisions-asked.ts";
import { type Decidable, useDecision } from "#app/features/approvals/use-decision.ts";
import { type Move, needsReason, openDecisions } from "#app/features/enrollments/enrollment.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";
import type { EnrollmentDecision } from "#db/schema.ts";

const keys: Partial<Record<Move, string>> = { approve: "a", reject: "r" };

/**
 * The decisions that are open for a row, each a plain form; with script they post by the row's fetcher (watch-decisions.tsx). A refusal opens
 * to ask for its reason. `back`: the page a plain form comes back to.
 */
export function DecisionButtons({ row, name, back }: { row: Decidable; name: string; back: string }) {
  const t = useTranslations("enrollments");
  const { deciding, status } = useDecision(row);
  if (deciding)
    return (
      <p role="status" className="text-sm text-ink-muted">
        {t(`deciding.${deciding}`)}
      </p>
    );
  return (
    <div className="flex flex-wrap items-start gap-1.5 max-md:[&_button]:min-h-11 max-md:[&_button]:px-5 max-md:[&_summary]:min-h-11 max-md:[&_summary]:px-5">
      {openDecisions(row.source, status).map((decision) =>
        needsReason(decision) ? (
          <Refusal key={decision} {...{ row, name, back, decision }} />
        ) : (
          <DecisionForm key={decision} row={row} back={back}>
            <Button
              size="small"
              variant={decision === "approve" ? "primary" : "secondary"}
              name="decision"
              value={decision}
              data-key={keys[decision]}
              aria-label={`${t(`decide.${decision}`)}: ${name}`}
            >
              {t(`decide.${decision}`)}
            </Button>
          </DecisionForm>
        ),
      )}
    </div>
  );
}

function Refusal({
  row,
  name,
  back,
  decision,
}: {
  row: Decidable;
  name: string;
  back: string;
  decision: Move;
}) {
  const t = useTranslations("enrollments");
  return (
    <details
      className="group/refusal relative"
      onToggle={focusReason}
      onKeyDown={closeByEscape}
      suppressHydrationWarning
    >
      <summary
        data-key={keys[decision]}
        aria-label={`${t(`decide.${decision}`)}: ${name}`}
        className={buttonClass("secondary", "small", "list-none cursor-pointer")}
      >
        {t(`decide.${decision}`)}…
      </summary>
      <DecisionForm row={row} back={back}>
        <div className="mt-2 flex w-64 max-w-full flex-col md:in-[td]:w-40 gap-2 text-start whitespace-normal">
          <Field
            label={t("reason")}
            name="reason"
            required
            minLength={3}
            maxLength={1_000}
            dir="auto"
            hint={t("reasonHint", { decision })}
          />
          <Button size="small" variant="danger" name="decision" value={decision}>
            {t(`refuse.${decision as "reject" | "revoke"}`)}
          </Button>
        </div>
      </DecisionForm>
    </details>
  );
}

/** The reason has the focus as soon as its form opens, also by the key. */
function focusReason({ currentTarget }: SyntheticEvent<HTMLDetailsElement>) {
  if (currentTarget.open) currentTarget.querySelector<HTMLInputElement>("input[name=reason]")?.focus();
}

/** Thought better of it: back to where the focus was. */
function closeByEscape({ key, currentTarget }: KeyboardEvent<HTMLDetailsElement>) {
  if (key !== "Escape" || !currentTarget.open) return;
  currentTarget.open = false;
  currentTarget.querySelector("summary")?.focus();
}

/** One decision's form: the version being looked at, and where to come back to. */
export function DecisionForm({ row, back, children }: { row: Decidable; back: string; children: ReactNode }) {
  const key = decisionKey(row.id);
  const alive = useAlive();
  useEffect(() => bringAhead("routes/admin.enrollments.$enrollmentId.decision"), []);
  return (
    <Form
      method="post"
      action={adminPaths.enrollmentDecision(row.id)}
      navigate={false}
      fetcherKey={key}
      onSubmit={(event) => expectAnswer({ key, enrollmentId: row.id, decision: decisionIn(event) })}
    >
      <input type="hidden" name="version" value={row.version} />
      <input type="hidden" name="back" value={back} />
      {alive ? <input type="hidden" name="answer" value="json" /> : null}
      {children}
    </Form>
  );
}

function decisionIn({ currentTarget, nativeEvent }: FormEvent<HTMLFormElement>): EnrollmentDecision {
  const { submitter } = nativeEvent as SubmitEvent;
  return new FormData(currentTarget, submitter).get("decision") as EnrollmentDecision;
}

/** True once script runs here: a plain form comes back to the page, a fetcher's answer stays on it. */
function useAlive(): boolean {
  const [alive, setAlive] = useState(false);
  useEffect(() => setAlive(true), []);
  return alive;
}
