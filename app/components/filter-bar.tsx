import { Form, Link, useNavigation, useSubmit } from "@remix-run/react";
import SlidersHorizontal from "lucide-react/icons/sliders-horizontal";
import X from "lucide-react/icons/x";
import { type ChangeEvent, Children, type FormEvent, type ReactNode, useId } from "react";
import { Button } from "#app/components/button.tsx";
import { buttonClass } from "#app/components/button-class.ts";
import { classNames } from "#app/components/class-names.ts";
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
      className="no-print mb-4 flex flex-wrap items-end gap-2"
    >
      {Object.entries(keep).map(([name, value]) =>
        value ? <input key={name} type="hidden" name={name} value={value} /> : null,
      )}
      {search ? <SearchField {...search} onPause={instant ? askWhileTyping : undefined} /> : children}
      <Button pending={busy ? t("searching") : null}>{search ? t("search") : t("apply")}</Button>
      {clearTo ? (
        <Link to={clearTo} className={buttonClass("quiet", "normal")}>
          <X size={16} aria-hidden className="sm:hidden" />
          <span className="max-sm:sr-only">{t("clear")}</span>
        </Link>
      ) : null}
      {search && children ? <Folded>{children}</Folded> : null}
    </Form>
  );
}

/** What narrows further, on a line of its own unless it is one select; a phone unfolds it, so that the rows are in sight. A box, for want of script. */
function Folded({ children }: { children: ReactNode }) {
  const t = useTranslations("common.filter");
  const id = useId();
  return (
    <>
      <input type="checkbox" id={id} className="peer sr-only sm:hidden" suppressHydrationWarning />
      <label
        htmlFor={id}
        className={classNames(
          buttonClass("secondary", "normal"),
          "cursor-pointer peer-checked:bg-accent-soft peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent sm:hidden",
        )}
      >
        <SlidersHorizontal size={16} aria-hidden />
        <span className="sr-only">{t("more")}</span>
      </label>
      <div
        className={classNames(
          "order-last hidden w-full flex-wrap items-center gap-2 peer-checked:flex sm:flex",
          Children.count(children) === 1 && "sm:w-auto",
        )}
      >
        {children}
      </div>
    </>
  );
}

/** A filter left empty need not stand in the address. */
function withoutBlanks(form: HTMLFormElement): URLSearchParams {
  const entries = [...new FormData(form)].filter(([, value]) => typeof value === "string" && value.trim());
  return new URLSearchParams(entries as Array<[string, string]>);
}
