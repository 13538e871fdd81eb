import { Form } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { Field } from "#app/components/field.tsx";
import { ShareBox, useRefusedView, useViewProblem } from "#app/features/views/save-view-form.tsx";
import { cleanQuery, type View } from "#app/features/views/view.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";

/** The open view: whether it opens first, and for whoever may change it its name, what it asks, who sees it, and its end. */
export function ViewSettings({ view, query, mayShare }: { view: View; query: string; mayShare: boolean }) {
  const t = useTranslations("lists.views");
  const refused = useRefusedView(view.id);
  const say = useViewProblem();
  const changed = cleanQuery(query) !== cleanQuery(view.query);
  // Where its form leads when somebody deleted the view meanwhile.
  const at = (
    <>
      <input type="hidden" name="list" value={view.list} />
      <input type="hidden" name="at" value={query} />
    </>
  );
  return (
    <div className="flex flex-col gap-3 border-t border-line pt-4">
      <Form method="post" action={adminPaths.viewDefault(view.id)}>
        {at}
        <input type="hidden" name="chosen" value={view.isDefault ? "no" : "yes"} />
        <Button size="small">{view.isDefault ? t("stopOpeningFirst") : t("openFirst")}</Button>
      </Form>
      {view.mayChange ? (
        <>
          <Form method="post" action={adminPaths.view(view.id)} className="flex flex-col gap-2">
            {at}
            <input type="hidden" name="version" value={view.version} />
            <Field
              label={t("name")}
              name="name"
              defaultValue={refused?.name ?? view.name}
              error={refused ? say(refused.problem, view) : null}
              required
              maxLength={80}
              autoComplete="off"
              dir="auto"
            />
            {mayShare || view.shared ? <ShareBox defaultChecked={refused?.shared ?? view.shared} /> : null}
            <label className="flex min-h-8 items-center gap-2 pointer-coarse:min-h-11">
              <input
                type="checkbox"
                name="query"
                value={query}
                defaultChecked={changed}
                className="size-4 accent-accent"
              />
              {t("asNow")}
            </label>
            <div>
              <Button size="small">{t("change")}</Button>
            </div>
          </Form>
          <Form method="post" action={adminPaths.viewRemoval(view.id)}>
            {at}
            <Button size="small" variant="quiet">
              {t("remove")}
            </Button>
          </Form>
        </>
      ) : null}
    </div>
  );
}
