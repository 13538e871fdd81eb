import { Form, Link, useNavigation, useSubmit } from "@remix-run/react";
import type { ChangeEvent, FormEvent, ReactNode } from "react";
import { Button } from "#app/components/button.tsx";
import { buttonClass } from "#app/components/button-class.ts";
import { SearchField } from "#app/components/search-field.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";

/**
 * Search and selects as one GET form: filters live in the address, so they can be linked and need no script.
 * With script a changed select applies at once. `children` are `Select`s; `clearTo` shows when something is filtered.
 */
export function FilterBar({
  label,
  search,
  children,
  clearTo,
  keep = {},
  instant,
}: {
  label: string;
  search?: { name: string; value: string; label: string; placeholder?: string };
  children?: ReactNode;
  clearTo?: string | null;
  /** What else the address says and a new filter leaves as it is: order, columns. */
  keep?: Record<string, string | undefined>;
  /** The search answers while one types: only for lists whose search is cheap for any two letters. */
  instant?: boolean;
}) {
  const submit = useSubmit();
  const navigation = useNavigation();
  const t = useTranslations("common.filter");
  function applySelect(event: ChangeEvent<HTMLFormElement>) {
    if ((event.target as HTMLElement) instanceof HTMLSelectElement)
      submit(withoutBlanks(event.currentTarget), { replace: true });
  }
  function applyAll(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    submit(withoutBlanks(event.currentTarget));
  }
  const askWhileTyping = (form: HTMLFormElement) =>
    submit(withoutBlanks(form), { replace: true, preventScrollReset: true });
  const busy = navigation.state === "loading" && navigation.formMethod === undefined && navigation.formData;
  return (
    <Form
      method="get"
      role="search"
      aria-label={label}
      onChange={applySelect}
      onSubmit={applyAll}
      className="mb-4 flex flex-wrap items-end gap-2"
    >
      {Object.entries(keep).map(([name, value]) =>
        value ? <input key={name} type="hidden" name={name} value={value} /> : null,
      )}
      {search ? <SearchField {...search} onPause={instant ? askWhileTyping : undefined} /> : null}
      {children}
      <Button pending={busy ? t("searching") : null}>{search ? t("search") : t("apply")}</Button>
      {clearTo ? (
        <Link to={clearTo} className={buttonClass("quiet", "normal")}>
          {t("clear")}
        </Link>
      ) : null}
    </Form>
  );
}

/** A filter left empty need not stand in the address. */
function withoutBlanks(form: HTMLFormElement): URLSearchParams {
  const entries = [...new FormData(form)].filter(([, value]) => typeof value === "string" && value.trim());
  return new URLSearchParams(entries as Array<[string, string]>);
}
