import { useFetcher } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { Button } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Panel } from "#app/components/panel.tsx";
import { TextArea } from "#app/components/text-area.tsx";
import type { Kept, Unanswered } from "#app/components/unanswered.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

/** What was written and not kept. */
interface Refused {
  problem: "form" | "key_reused";
  body: string;
  key?: string;
}

/** A note for colleagues; with script it stays on the page and empties itself once it is kept. */
export function NoteForm({ formKey, refused: plain }: { formKey: string; refused: Refused | undefined }) {
  const t = useTranslations("person");
  const length = useTranslations("cases.told");
  const words = useTranslations("errors");
  const fetcher = useFetcher<Refused | Unanswered | Kept>();
  const answer = fetcher.data ?? plain;
  const unanswered = answer && "unanswered" in answer ? answer : null;
  const refused = answer && "problem" in answer ? answer : null;
  const kept = answer && "kept" in answer ? answer : null;
  // The same words have the same key until they are answered, whatever loads meanwhile: what was kept after all is not
  // kept twice.
  const [sent, setSent] = useState<{ key: string; before: typeof fetcher.data } | null>(null);
  const isAnswered = fetcher.data !== sent?.before && !unanswered;
  const key = sent && !isAnswered ? sent.key : (refused?.key ?? formKey);
  const form = useRef<HTMLFormElement>(null);
  const sentence = (problem: Refused["problem"]) =>
    problem === "form" ? length("form") : t("told.key_reused");
  const sending = fetcher.state !== "idle";
  const lost = unanswered && [words("unanswered"), unanswered.errorId].filter(Boolean).join(" ");
  const problem = lost ?? (refused ? sentence(refused.problem) : null);
  useEffect(() => {
    // Kept: the words may go. A live reload meanwhile leaves what is being typed.
    const body = form.current?.elements.namedItem("body");
    if (kept && body instanceof HTMLTextAreaElement) body.value = "";
  }, [kept]);
  useEffect(() => {
    if (problem && !sending) form.current?.querySelector("textarea")?.focus();
  }, [problem, sending]);
  return (
    <Panel title={t("page.note")}>
      <fetcher.Form
        ref={form}
        method="post"
        onSubmit={() => setSent({ key, before: fetcher.data })}
        className="flex flex-col items-start gap-3"
      >
        <input type="hidden" name="key" value={key} />
        <div className="w-full">
          <TextArea
            label={t("page.note")}
            hiddenLabel
            hint={t("page.noteHint")}
            name="body"
            dir="auto"
            required
            maxLength={4_000}
            defaultValue={refused?.body}
            error={sending ? null : problem}
          />
        </div>
        <Button pending={sending ? t("page.addNote") : null}>{t("page.addNote")}</Button>
        {kept && !sending ? <Notice tone="success" title={t("told.noted")} /> : null}
      </fetcher.Form>
    </Panel>
  );
}
