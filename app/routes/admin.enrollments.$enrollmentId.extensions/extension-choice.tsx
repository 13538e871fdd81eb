import { Form } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { MomentText } from "#app/components/moment-text.tsx";
import { Panel } from "#app/components/panel.tsx";
import { Select } from "#app/components/select.tsx";
import { type Extension, extensions } from "#app/features/support/deadline.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

/** The first of two steps: how much longer. It only asks for the preview. */
export function ExtensionChoice({
  action,
  payBy,
  chosen,
}: {
  action: string;
  payBy: Date | string | number;
  chosen: Extension | null;
}) {
  const t = useTranslations("people");
  return (
    <Panel>
      <Form method="get" action={action} className="flex flex-wrap items-end gap-3">
        <p className="w-full text-base">{t.rich("extend.now", { until: () => <MomentText at={payBy} /> })}</p>
        <div className="min-w-0 flex-1 basis-60">
          <Select
            key={chosen}
            label={t("extend.longer")}
            name="hours"
            defaultValue={String(chosen ?? extensions[1])}
            options={extensions.map((hours) => ({
              value: String(hours),
              label: t("extend.days", { count: hours / 24 }),
            }))}
          />
        </div>
        <Button>{t("act.preview")}</Button>
      </Form>
    </Panel>
  );
}
