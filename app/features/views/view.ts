import type { ViewList } from "#db/schema.ts";

/** A list as somebody likes to see it. */
export interface View {
  id: string;
  list: ViewList;
  name: string;
  /** What the list is asked, as its address has it: "status=failed&sort=amount". */
  query: string;
  shared: boolean;
  version: number;
  /** This person may change and delete it: it is their own, or shared and they look after the shared ones. */
  mayChange: boolean;
  /** It opens when this person opens the list. */
  isDefault: boolean;
  /** Whose it is, where it is somebody else's. */
  ownerName: string | null;
}

/** Why a view was not saved or changed; the list's address carries it back to whoever asked. */
export const viewProblems = ["name_taken", "too_many", "stale", "gone", "form"] as const;
export type ViewProblem = (typeof viewProblems)[number];

export const mostViewsEach = 100;
const longestQuery = 2_000;

/** What was typed for a view that was not taken, to stand in its form again. */
export interface TypedView {
  name: string;
  shared: boolean;
}

export const typedView = (form: FormData): TypedView => ({
  name: String(form.get("name") ?? ""),
  shared: form.get("shared") === "yes",
});

/** What of an address a view keeps: not where in the list one was, nor which view it came from. */
export function cleanQuery(text: string): string {
  const query = new URLSearchParams(text);
  for (const name of ["before", "after", "view", "viewProblem", "viewName", "viewShared", "_data", "index"])
    query.delete(name);
  for (const [name, value] of [...query]) if (!value) query.delete(name, value);
  query.sort();
  return query.toString().slice(0, longestQuery);
}

/** Where a view opens: the list's address with all it asks, and the view's id so that the page can name it. */
export function viewAddress(
  view: Pick<View, "id" | "list" | "query">,
  problem?: ViewProblem,
  typed?: TypedView,
): string {
  const query = new URLSearchParams(view.query);
  query.set("view", view.id);
  return listAddress(view.list, query.toString(), problem, typed);
}

/** The list as `query` asks for it, what went wrong with its view, and what was typed for it. */
export function listAddress(list: ViewList, query: string, problem?: ViewProblem, typed?: TypedView): string {
  const asked = new URLSearchParams(query);
  if (problem) asked.set("viewProblem", problem);
  if (typed) asked.set("viewName", typed.name.slice(0, 200));
  if (typed?.shared) asked.set("viewShared", "yes");
  return `/admin/${list}${asked.size > 0 ? `?${asked}` : ""}`;
}
