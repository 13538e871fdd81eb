import { Form } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { ButtonLink } from "#app/components/button-link.tsx";
import { Field } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Panel } from "#app/components/panel.tsx";
import { Select } from "#app/components/select.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";
import type { RefusedFields } from "./route.tsx";

const decisions = ["approve", "reject", "revoke", "restore"] as const;

/** A decision about many that was not begun: all that was chosen and written, to be completed and sent again. */
export function RefusedBulk({
  problem,
  fields: { ids, ...fields },
}: {
  problem: "no_reason" | "form" | "nothing" | "unread";
  fields: RefusedFields;
}) {
  const t = useTranslations("enrollments");
  const bulk = useTranslations("bulk.form");
  const list = adminPaths.enrollments(Object.fromEntries(new URLSearchParams(fields.query)));
  return (
    <div className="mb-6 flex max-w-xl flex-col gap-4">
      {problem === "no_reason" ? null : <Notice tone="warning" title={bulk(problem)} />}
      <Panel>
        <Form method="post" className="flex flex-col gap-4">
          <input type="hidden" name="asOf" value={fields.asOf} />
          <input type="hidden" name="query" value={fields.query} />
          {ids.map((id) => (
            <input key={id} type="hidden" name="id" value={id} />
          ))}
          <Select
            label={bulk("decision")}
            name="decision"
            defaultValue={fields.decision}
            options={decisions.map((value) => ({ value, label: t(`decide.${value}`) }))}
          />
          <Field
            label={t("reason")}
            name="reason"
            maxLength={1_000}
            dir="auto"
            defaultValue={fields.reason}
            error={problem === "no_reason" ? bulk(problem) : null}
          />
          <div className="flex flex-wrap gap-2">
            {ids.length > 0 ? (
              <Button variant="primary" name="scope" value="selected">
                {bulk("selectedCount", { count: ids.length })}
              </Button>
            ) : null}
            {fields.asOf && fields.scope === "matching" && problem !== "unread" ? (
              <Button variant="primary" name="scope" value="matching">
                {bulk("matchingAbout")}
              </Button>
            ) : null}
            <ButtonLink to={list}>{bulk("backToList")}</ButtonLink>
          </div>
        </Form>
      </Panel>
    </div>
  );
}
