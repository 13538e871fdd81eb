import { useFetcher } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { Button } from "#app/components/button.tsx";
import { Panel } from "#app/components/panel.tsx";
import { TextArea } from "#app/components/text-area.tsx";
import type { Unanswered } from "#app/components/unanswered.ts";
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
  const fetcher = useFetcher<Refused | Unanswered>();
  const answer = fetcher.data ?? plain;
  const unanswered = answer && "unanswered" in answer ? answer : null;
  const refused = answer && "problem" in answer ? answer : null;
  const before = useRef(fetcher.data);
  const form = useRef<HTMLFormElement>(null);
  const sentence = (problem: Refused["problem"]) =>
    problem === "form" ? length("form") : t("told.key_reused");
  const sending = fetcher.state !== "idle";
  // The same form has the same key: what was kept after all is not kept twice.
  const lost = unanswered && [words("unanswered"), unanswered.errorId].filter(Boolean).join(" ");
  const problem = lost ?? (refused ? sentence(refused.problem) : null);
  // A refusal is an answer; what was kept leads on without one.
  const sent = fetcher.state === "loading" && fetcher.data === before.current;
  useEffect(() => {
    // Kept: the words may go. A live reload meanwhile leaves what is being typed.
    const body = form.current?.elements.namedItem("body");
    if (sent && body instanceof HTMLTextAreaElement) body.value = "";
  }, [sent]);
  useEffect(() => {
    if (problem && !sending) form.current?.querySelector("textarea")?.focus();
  }, [problem, sending]);
  return (
    <Panel title={t("page.note")}>
      <fetcher.Form
        ref={form}
        method="post"
        onSubmit={() => {
          before.current = fetcher.data;
        }}
        className="flex flex-col items-start gap-3"
      >
        <input type="hidden" name="key" value={refused?.key ?? formKey} />
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
      </fetcher.Form>
    </Panel>
  );
}
