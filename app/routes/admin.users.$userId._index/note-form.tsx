import { useFetcher } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { Button } from "#app/components/button.tsx";
import { Panel } from "#app/components/panel.tsx";
import { TextArea } from "#app/components/text-area.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";

/** A note for colleagues; with script it stays on the page and empties itself once it is kept. */
export function NoteForm({ userId, formKey }: { userId: string; formKey: string }) {
  const t = useTranslations("people.page");
  const fetcher = useFetcher();
  const form = useRef<HTMLFormElement>(null);
  const sending = fetcher.state !== "idle";
  const sent = fetcher.state === "loading";
  useEffect(() => {
    // Kept: the words may go. A live reload meanwhile leaves what is being typed.
    if (sent) form.current?.reset();
  }, [sent]);
  return (
    <Panel title={t("note")}>
      <fetcher.Form
        ref={form}
        method="post"
        action={adminPaths.userNotes(userId)}
        className="flex flex-col items-start gap-3"
      >
        <input type="hidden" name="key" value={formKey} />
        <div className="w-full">
          <TextArea
            label={t("note")}
            hiddenLabel
            hint={t("noteHint")}
            name="body"
            dir="auto"
            required
            maxLength={4_000}
          />
        </div>
        <Button pending={sending ? t("addNote") : null}>{t("addNote")}</Button>
      </fetcher.Form>
    </Panel>
  );
}
