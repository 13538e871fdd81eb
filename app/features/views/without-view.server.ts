import { cleanQuery, listAddress, typedView } from "#app/features/views/view.ts";
import { viewLists } from "#db/schema.ts";

/** Where a form about a view that is gone leads: the list it was sent from, as it was asked; null where the form does not say. */
export function withoutView(form: FormData): string | null {
  const list = viewLists.find((one) => one === form.get("list"));
  const query = cleanQuery(String(form.get("at") ?? ""));
  return list ? listAddress(list, query, "gone", form.has("name") ? typedView(form) : undefined) : null;
}
