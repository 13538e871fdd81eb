/** "Courses · Nile & Cape Academy": the page's title and the school's name, as `meta` wants them. */
export function pageTitle(title: string, matches: ReadonlyArray<{ id: string; data?: unknown } | undefined>) {
  const root = matches.find((match) => match?.id === "root")?.data as
    | { school?: { name: string } }
    | undefined;
  return [{ title: root?.school ? `${title} · ${root.school.name}` : title }];
}
