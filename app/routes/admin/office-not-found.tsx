import { Form } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { ButtonLink } from "#app/components/button-link.tsx";
import { ErrorPanel } from "#app/components/error-panel.tsx";
import { Field } from "#app/components/field.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";

/** An address cut short often has the id in it still: the search is right here. */
export default function OfficeNotFound() {
  const t = useTranslations("errors.notFound.office");
  return (
    <ErrorPanel title={t("title")} actions={<ButtonLink to={adminPaths.home()}>{t("overview")}</ButtonLink>}>
      <p>{t("text")}</p>
      <Form method="get" action={adminPaths.payments()} role="search" className="mt-4 flex items-end gap-2">
        <div className="min-w-0 flex-1">
          <Field label={t("search")} type="search" name="q" placeholder={t("placeholder")} />
        </div>
        <Button variant="primary">{t("button")}</Button>
      </Form>
    </ErrorPanel>
  );
}
