import { Form, useNavigation } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { Button } from "#app/components/button.tsx";
import { Panel } from "#app/components/panel.tsx";
import { TextArea } from "#app/components/text-area.tsx";
import type { CaseDetail } from "#app/features/support/find-case.server.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";

/** An answer, which the student reads, and a note, which they do not: two forms, so that neither is sent by mistake. */
export function WriteForms({
  found,
  me,
  keys,
}: {
  found: CaseDetail;
  me: string;
  keys: { answer: string; note: string };
}) {
  const t = useTranslations("cases.page");
  // A form begins anew once its own text is written; what others write meanwhile leaves the typing alone.
  const written = (kind: "answer" | "note") =>
    found.messages.filter((message) => message.kind === kind && message.author_id === me).length;
  return (
    <>
      <Panel title={t("answerLabel")}>
        {found.status === "resolved" ? (
          <p className="text-base text-ink-muted">{t("closed")}</p>
        ) : (
          <WriteForm key={`a${written("answer")}`} kind="answer" found={found} formKey={keys.answer} />
        )}
      </Panel>
      <Panel title={t("noteLabel")}>
        <WriteForm key={`n${written("note")}`} kind="note" found={found} formKey={keys.note} />
      </Panel>
    </>
  );
}

function WriteForm({
  kind,
  found,
  formKey,
}: {
  kind: "answer" | "note";
  found: CaseDetail;
  formKey: string;
}) {
  const t = useTranslations("cases.page");
  const navigation = useNavigation();
  const sending = navigation.state !== "idle" && navigation.formData?.get("kind") === kind;
  // What was read when the writing began: a live update meanwhile must not pass for having been read. A refusal
  // shows what came between, and the same text may then be sent again.
  const [seen, setSeen] = useState({ version: found.version, formKey });
  const wasSending = useRef(false);
  useEffect(() => {
    if (wasSending.current && !sending) setSeen({ version: found.version, formKey });
    wasSending.current = sending;
  });
  return (
    <Form
      method="post"
      action={adminPaths.caseMessages(found.id)}
      className="flex flex-col items-start gap-3"
    >
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="version" value={seen.version} />
      <input type="hidden" name="key" value={seen.formKey} />
      <div className="w-full">
        <TextArea
          label={t(`${kind}Label`)}
          hiddenLabel
          hint={t(`${kind}Hint`)}
          name="body"
          rows={4}
          dir="auto"
          required
          maxLength={4_000}
        />
      </div>
      <Button
        variant={kind === "answer" ? "primary" : "secondary"}
        pending={sending ? t(`${kind}Act`) : null}
      >
        {t(`${kind}Act`)}
      </Button>
    </Form>
  );
}
