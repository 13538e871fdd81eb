import { Form, Link } from "@remix-run/react";
import SlidersHorizontal from "lucide-react/icons/sliders-horizontal";
import { memo } from "react";
import { Button } from "#app/components/button.tsx";
import type { Address } from "#app/components/list-links.ts";
import { PopoverDetails } from "#app/components/popover-details.tsx";
import { Select } from "#app/components/select.tsx";
import { type AnyList, type Asked, canSort, writeSort } from "#app/lib/list.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

interface Choice {
  list: AnyList;
  asked: Asked;
  address: Address;
  /** The filters, which stay. */
  kept: Record<string, string | undefined>;
  columnName: (column: string) => string;
  sortName: (sort: string, descending: boolean) => string;
}

/** The rest follows from these, and from the language, which changes with the whole document. */
const isSame = (before: Choice, now: Choice) =>
  before.list === now.list && before.asked === now.asked && before.address === now.address;

/** Order, columns and density as one GET form: they stand in the address, and need no script. */
export const DisplayChoice = memo(function DisplayChoice({
  list,
  asked,
  address,
  kept,
  columnName,
  sortName,
}: Choice) {
  const t = useTranslations("lists");
  const sorts = Object.entries(list.sorts).flatMap(([name, sort]) =>
    canSort(sort, asked.filters)
      ? [
          { name, descending: true },
          { name, descending: false },
        ]
      : [],
  );
  const impossible = Object.values(list.sorts).some((sort) => !canSort(sort, asked.filters));
  return (
    <PopoverDetails label={t("display")} bare icon={<SlidersHorizontal size={14} aria-hidden />}>
      <Form method="get" action={address({})} className="flex flex-col gap-4">
        {Object.entries(kept).map(([name, value]) =>
          value ? <input key={name} type="hidden" name={name} value={value} /> : null,
        )}
        <Select
          label={t("order")}
          name="sort"
          defaultValue={writeSort(asked.sort)}
          options={sorts.map((sort) => ({
            value: writeSort(sort),
            label: sortName(sort.name, sort.descending),
          }))}
          hint={impossible ? t("amountNeedsCurrency") : undefined}
        />
        <fieldset>
          <legend className="mb-1 font-medium">{t("columns")}</legend>
          <input type="hidden" name="cols" value={list.always} />
          <ul className="grid grid-cols-2 gap-x-4">
            {list.columns.map((column) => (
              <li key={column}>
                <label className="flex min-h-8 items-center gap-2 pointer-coarse:min-h-11">
                  <input
                    type="checkbox"
                    name="cols"
                    value={column}
                    defaultChecked={asked.columns.includes(column)}
                    disabled={column === list.always}
                    className="size-4 accent-accent"
                  />
                  {columnName(column)}
                </label>
              </li>
            ))}
          </ul>
        </fieldset>
        <label className="flex min-h-8 items-center gap-2 pointer-coarse:min-h-11">
          <input
            type="checkbox"
            name="rows"
            value="dense"
            defaultChecked={asked.dense}
            className="size-4 accent-accent"
          />
          {t("dense")}
        </label>
        <div className="flex flex-wrap items-center gap-3">
          <Button variant="primary">{t("showSo")}</Button>
          <Link to={address(kept)} className="link inline-flex items-center pointer-coarse:min-h-11">
            {t("usualDisplay")}
          </Link>
        </div>
      </Form>
    </PopoverDetails>
  );
}, isSame);
