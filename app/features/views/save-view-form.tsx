import { Form } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { Field } from "#app/components/field.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";
import type { ViewList } from "#db/schema.ts";

/** Keeps the list as it is seen now. */
export function SaveViewForm({
  list,
  query,
  mayShare,
}: {
  list: ViewList;
  query: string;
  mayShare: boolean;
}) {
  const t = useTranslations("lists.views");
  return (
    <Form method="post" action={adminPaths.views()} className="flex flex-col gap-2 border-t border-line pt-4">
      <input type="hidden" name="list" value={list} />
      <input type="hidden" name="query" value={query} />
      <Field label={t("saveAs")} name="name" required maxLength={80} autoComplete="off" dir="auto" />
      {mayShare ? <ShareBox /> : null}
      <div>
        <Button variant="primary">{t("save")}</Button>
      </div>
    </Form>
  );
}

/** Whether everyone who may open the list sees this view. */
export function ShareBox({ defaultChecked }: { defaultChecked?: boolean }) {
  const t = useTranslations("lists.views");
  return (
    <label className="flex min-h-8 items-center gap-2 pointer-coarse:min-h-11">
      <input
        type="checkbox"
        name="shared"
        value="yes"
        defaultChecked={defaultChecked}
        className="size-4 accent-accent"
      />
      {t("share")}
    </label>
  );
}
