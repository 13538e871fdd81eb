import { Form, useNavigation } from "@remix-run/react";
import { useRef } from "react";
import { Button } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PanelPart } from "#app/components/panel-part.tsx";
import { TextArea } from "#app/components/text-area.tsx";
import { TimeAgo } from "#app/components/time-ago.tsx";
import type { Questions } from "#app/features/support/find-case.server.ts";
import type { Part } from "#app/lib/defer-part.server.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { paths } from "#app/paths.ts";

/** What the student asked about a payment, what the school answered, and the form to ask. */
export function QuestionsPanel({
  paymentId,
  questions,
  formKey,
  asked,
  refused,
}: {
  paymentId: string;
  questions: Part<Questions> | Promise<Part<Questions>>;
  formKey: string;
  /** What came of the form, from the address. */
  asked: string | null;
  /** What was written and not kept. */
  refused?: { problem: "form" | "too_many"; question: string; key?: string };
}) {
  const t = useTranslations("cases.ask");
  const count = useCount(questions);
  const sending = useNavigation().formData?.has("question");
  return (
    <div id="questions" className="scroll-mt-16">
      <Panel title={t("title")}>
        <div className="flex flex-col gap-4">
          {asked === "sent" ? <Notice tone="success" title={t("sent")} /> : null}
          {refused?.problem === "too_many" ? <Notice tone="warning" title={t("too_many")} /> : null}
          <PanelPart name="questions" part={questions} what={t("title")} skeleton={null}>
            {(questions) => <Said questions={questions} />}
          </PanelPart>
          <Form
            key={count}
            method="post"
            action={paths.paymentQuestions(paymentId)}
            className="flex flex-col items-start gap-3"
          >
            <input type="hidden" name="key" value={refused?.key ?? formKey} />
            <div className="w-full">
              <TextArea
                label={t("label")}
                hint={t("lead")}
                name="question"
                dir="auto"
                required
                maxLength={4_000}
                defaultValue={refused?.question}
                error={refused?.problem === "form" ? t("form") : null}
              />
            </div>
            <Button pending={sending ? t("act") : null}>{t("act")}</Button>
          </Form>
        </div>
      </Panel>
    </div>
  );
}

function Said({ questions }: { questions: Questions }) {
  const t = useTranslations("cases.ask");
  if (questions.length === 0) return null;
  return (
    <>
      <ol className="flex flex-col gap-3">
        {questions.map((message) => (
          <li key={message.id} className="rounded-lg bg-sunken px-4 py-3">
            <p className="flex flex-wrap justify-between gap-x-3 text-sm text-ink-muted">
              <span className="font-medium">{t(message.mine ? "you" : "school")}</span>
              <TimeAgo at={message.at} />
            </p>
            <p className="own-lines mt-1 text-base">{message.body}</p>
          </li>
        ))}
      </ol>
      {questions.at(-1)?.resolved ? <p className="text-sm text-ink-muted">{t("closed")}</p> : null}
    </>
  );
}

/** How many there were when they were last known: with one more the form is a new one, whatever fails meanwhile. */
function useCount(questions: Part<Questions> | Promise<Part<Questions>>): number {
  const count = useRef(0);
  if ("value" in questions) count.current = questions.value.length;
  return count.current;
}
