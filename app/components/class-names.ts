/** Joins class names, leaving out what is false: `classNames("a", open && "b")`. */
export function classNames(...parts: Array<string | false | null | undefined>): string {
  return parts.filter(Boolean).join(" ");
}
