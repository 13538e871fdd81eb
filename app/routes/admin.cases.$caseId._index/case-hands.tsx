import { Form } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { Panel } from "#app/components/panel.tsx";
import { Select } from "#app/components/select.tsx";
import type { CaseDetail } from "#app/features/support/find-case.server.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";

/** Take, give over, let go, resolve, open again: each on the version that is shown. */
export function CaseHands({
  found,
  me,
  colleagues,
}: {
  found: CaseDetail;
  me: string;
  colleagues: ReadonlyArray<{ id: string; name: string }>;
}) {
  const t = useTranslations("cases.page");
  const version = <input type="hidden" name="version" value={found.version} />;
  const open = found.status === "open";
  // Whoever has it need not be given it, and oneself takes it above.
  const others = colleagues.filter(({ id }) => id !== found.assignee_id && id !== me);
  return (
    <Panel>
      <div className="flex flex-col gap-4">
        <div className="flex flex-wrap gap-2">
          {open ? (
            <Form method="post" action={adminPaths.caseAssignment(found.id)}>
              {version}
              <input type="hidden" name="assignee" value={found.assignee_id === me ? "" : me} />
              <Button>{t(found.assignee_id === me ? "release" : "take")}</Button>
            </Form>
          ) : null}
          <Form method="post" action={adminPaths.caseResolution(found.id)}>
            {version}
            <input type="hidden" name="status" value={open ? "resolved" : "open"} />
            <Button variant={open ? "primary" : "secondary"}>{t(open ? "resolve" : "reopen")}</Button>
          </Form>
        </div>
        {open && others.length > 0 ? (
          <Form
            method="post"
            action={adminPaths.caseAssignment(found.id)}
            className="flex flex-wrap items-end gap-2 border-t border-line pt-4"
          >
            {version}
            <div className="min-w-0 flex-1 basis-40">
              <Select
                key={found.assignee_id}
                label={t("give")}
                name="assignee"
                options={others.map((one) => ({ value: one.id, label: one.name }))}
              />
            </div>
            <Button>{t("giveAct")}</Button>
          </Form>
        ) : null}
      </div>
    </Panel>
  );
}
