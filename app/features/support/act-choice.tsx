import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { Button } from "#app/components/button.tsx";
import { Panel } from "#app/components/panel.tsx";
import { Select, type SelectOption } from "#app/components/select.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";

/** The first of two steps, where an act has two: a choice. It only asks for the preview. */
export function ActChoice({
  action,
  name,
  label,
  options,
  chosen,
  now,
}: {
  action: string;
  name: string;
  label: string;
  options: readonly SelectOption[];
  /** An option's value; empty for the one that says to choose. */
  chosen: string;
  /** How it stands before anything is chosen. */
  now?: ReactNode;
}) {
  const t = useTranslations("support.act");
  return (
    <Panel>
      <Form method="get" action={action} className="flex flex-wrap items-end gap-3">
        {now ? <p className="w-full text-base">{now}</p> : null}
        <div className="min-w-0 flex-1 basis-60">
          <Select key={chosen} label={label} name={name} defaultValue={chosen} required options={options} />
        </div>
        <Button>{t("preview")}</Button>
      </Form>
    </Panel>
  );
}
