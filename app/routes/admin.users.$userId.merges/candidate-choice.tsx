import { Form, Link } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { Field } from "#app/components/field.tsx";
import { Panel } from "#app/components/panel.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";

/** The first of two steps: which account is the duplicate. */
export function CandidateChoice({
  survivorId,
  search,
  candidates,
}: {
  survivorId: string;
  search: string;
  candidates: ReadonlyArray<{ id: string; name: string; email: string; phone: string | null }> | null;
}) {
  const t = useTranslations("support.merge");
  return (
    <Panel>
      <Form method="get" className="flex flex-wrap items-end gap-3">
        <div className="min-w-0 flex-1 basis-60">
          <Field
            key={search}
            label={t("other")}
            hint={t("otherHint")}
            name="q"
            type="search"
            dir="auto"
            required
            defaultValue={search}
          />
        </div>
        <Button>{t("find")}</Button>
      </Form>
      {candidates ? (
        <div className="mt-4 border-t border-line pt-3">
          <h2 className="mb-1 text-sm font-medium text-ink-muted">
            {candidates.length > 0 ? t("chooseOne") : t("nobody")}
          </h2>
          <ul className="divide-y divide-line">
            {candidates.map((person) => (
              <li key={person.id}>
                <Link
                  to={adminPaths.userMerges(survivorId, person.id)}
                  className="flex min-h-11 flex-wrap items-center gap-x-3 py-2 hover:underline"
                >
                  <bdi className="font-medium">{person.name}</bdi>
                  <bdi dir="ltr" className="text-sm wrap-anywhere text-ink-muted">
                    {person.email}
                  </bdi>
                  {person.phone ? (
                    <bdi dir="ltr" className="text-sm text-ink-muted">
                      {person.phone}
                    </bdi>
                  ) : null}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </Panel>
  );
}
