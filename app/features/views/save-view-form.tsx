import { Form, useSearchParams } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { Field } from "#app/components/field.tsx";
import { type View, type ViewProblem, viewProblems } from "#app/features/views/view.ts";
import { isolate } from "#app/lib/isolate.ts";
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
  const refused = useRefusedView(null);
  const say = useViewProblem();
  return (
    <Form method="post" action={adminPaths.views()} className="flex flex-col gap-2 border-t border-line pt-4">
      <input type="hidden" name="list" value={list} />
      <input type="hidden" name="query" value={query} />
      <Field
        label={t("saveAs")}
        name="name"
        required
        maxLength={80}
        autoComplete="off"
        dir="auto"
        defaultValue={refused?.name}
        error={refused ? say(refused.problem, null) : null}
      />
      {mayShare ? <ShareBox defaultChecked={refused?.shared} /> : null}
      <div>
        <Button variant="primary">{t("save")}</Button>
      </div>
    </Form>
  );
}

/** What was typed for this view (null: for a new one) and why it was not taken, as the address carries it back. */
export function useRefusedView(viewId: string | null) {
  const [asked] = useSearchParams();
  const problem = viewProblems.find((one) => one === asked.get("viewProblem"));
  const name = asked.get("viewName");
  return problem && name !== null && asked.get("view") === viewId
    ? { problem, name, shared: asked.has("viewShared") }
    : null;
}

/** Says why a view was not saved; whose the name is that is taken, where a colleague's view was to have it. */
export function useViewProblem() {
  const t = useTranslations("lists.views.problems");
  return (problem: ViewProblem, view: View | null) =>
    problem === "name_taken" && view?.ownerName
      ? t("name_taken.theirs", { name: isolate(view.ownerName) })
      : t(`${problem}.title`);
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
