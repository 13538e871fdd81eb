import { Form, useNavigation } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { Button } from "#app/components/button.tsx";
import { Panel } from "#app/components/panel.tsx";
import { TextArea } from "#app/components/text-area.tsx";
import type { CaseDetail } from "#app/features/support/find-case.server.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

/** What was sent and not kept. */
interface Refused {
  problem: string;
  kind: string;
  body: string;
  key?: string;
}

/** An answer, which the student reads, and a note, which they do not: two forms, so that neither is sent by mistake. */
export function WriteForms({
  found,
  me,
  keys,
  refused,
}: {
  found: CaseDetail;
  me: string;
  keys: { answer: string; note: string };
  refused: Refused | undefined;
}) {
  const t = useTranslations("cases.page");
  // A form begins anew once its own text is written; what others write meanwhile leaves the typing alone.
  const written = (kind: "answer" | "note") =>
    found.messages.filter((message) => message.kind === kind && message.author_id === me).length;
  const form = (kind: "answer" | "note") => {
    const own = refused?.kind === kind ? refused : undefined;
    return (
      <WriteForm
        key={`${kind}${written(kind)}`}
        kind={kind}
        found={found}
        formKey={own?.key ?? keys[kind]}
        refused={own}
      />
    );
  };
  const lost = refused?.kind === "answer" ? refused.body : null;
  return (
    <>
      <Panel title={t("answerLabel")}>
        {found.status === "resolved" ? (
          <div className="flex flex-col gap-3">
            <p className="text-base text-ink-muted">{t("closed")}</p>
            {lost ? <TextArea label={t("notSent")} value={lost} rows={4} dir="auto" readOnly /> : null}
          </div>
        ) : (
          form("answer")
        )}
      </Panel>
      <Panel title={t("noteLabel")}>{form("note")}</Panel>
    </>
  );
}

function WriteForm({
  kind,
  found,
  formKey,
  refused,
}: {
  kind: "answer" | "note";
  found: CaseDetail;
  formKey: string;
  refused: Refused | undefined;
}) {
  const words = useTranslations("cases");
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
    <Form method="post" id={`write-${kind}`} className="flex flex-col items-start gap-3">
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="version" value={seen.version} />
      <input type="hidden" name="key" value={seen.formKey} />
      <div className="w-full">
        <TextArea
          label={t(`${kind}Label`)}
          hiddenLabel
          hint={t(kind === "answer" && !found.payment_id ? "answerMailHint" : `${kind}Hint`)}
          name="body"
          rows={4}
          dir="auto"
          required
          maxLength={4_000}
          defaultValue={refused?.body}
          error={refused?.problem === "form" ? words("told.form") : null}
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
