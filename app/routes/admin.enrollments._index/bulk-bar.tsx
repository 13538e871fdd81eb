import { Form, useNavigation } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { Field } from "#app/components/field.tsx";
import { PopoverDetails } from "#app/components/popover-details.tsx";
import { Select } from "#app/components/select.tsx";
import { type EnrollmentFilters, isQueue } from "#app/features/enrollments/enrollment-list.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";

export const bulkFormId = "bulk";

/**
 * A decision about the chosen rows, or about all that match: their checkboxes name this form, so it works without
 * script. "All" is the filter and the moment at which it was looked at.
 */
export function BulkBar({
  filters,
  asOf,
  query,
  total,
}: {
  filters: EnrollmentFilters;
  asOf: string;
  query: string;
  total: { count: number; exact: boolean; least?: boolean };
}) {
  const t = useTranslations("enrollments");
  const bulk = useTranslations("bulk.form");
  const { formAction, formData } = useNavigation();
  const scope = formAction === adminPaths.operations() ? formData?.get("scope") : null;
  const decisions = isQueue(filters) ? (["approve", "reject"] as const) : (["restore", "revoke"] as const);
  return (
    <>
      <PopoverDetails label={bulk("title")} act>
        <Form id={bulkFormId} method="post" action={adminPaths.operations()} className="flex flex-col gap-3">
          <input type="hidden" name="asOf" value={asOf} />
          <input type="hidden" name="query" value={query} />
          <Select
            label={bulk("decision")}
            name="decision"
            options={decisions.map((value) => ({ value, label: t(`decide.${value}`) }))}
          />
          <Field label={t("reason")} name="reason" maxLength={1_000} dir="auto" optional />
          <div className="flex flex-col gap-2">
            <Button
              name="scope"
              value="selected"
              variant="primary"
              pending={scope === "selected" && t("deciding.approve")}
            >
              {bulk("selected")}
            </Button>
            <Button name="scope" value="matching" pending={scope === "matching" && t("deciding.approve")}>
              {total.exact
                ? bulk("matching", { count: total.count })
                : bulk(total.least ? "matchingFound" : "matchingAbout")}
            </Button>
          </div>
          <p className="text-sm text-ink-muted">{bulk("hint")}</p>
        </Form>
      </PopoverDetails>
      <ButtonAtHand label={bulk("title")} />
    </>
  );
}

/** On a phone, once a row is chosen: the form of the chosen rows at the thumb, wherever in the list one is. */
function ButtonAtHand({ label }: { label: string }) {
  return (
    <Button
      type="button"
      variant="primary"
      onClick={() => {
        const form = document.getElementById(bulkFormId)!;
        form.closest("details")!.open = true;
        form.querySelector("select")!.focus();
      }}
      className="script-only fixed inset-x-3 bottom-[calc(4.5rem+env(safe-area-inset-bottom))] z-10 hidden! shadow-float max-md:in-[body:has(tbody_[name=id]:checked)]:flex!"
    >
      {label}
    </Button>
  );
}
