import { classNames } from "#app/components/class-names.ts";

/**
 * A name or title of any script on one line, on a tablet or with `two` on up to two: what does not fit is cut at its
 * own end, Arabic at the left. Of two lines in the other direction than the page's, the last stands where the page's do,
 * so its "…" hangs in the space beyond. Nothing is nothing: a phone's card leaves it out.
 */
export function NameText({ children, two = false }: { children: string | null; two?: boolean }) {
  if (!children) return null;
  return (
    <bdi
      title={children}
      className={classNames(
        "text-match-parent",
        two
          ? "md:line-clamp-2 md:-me-3 md:pe-3"
          : "md:max-lg:line-clamp-2 md:max-lg:-me-3 md:max-lg:pe-3 lg:inline-block lg:max-w-full lg:truncate lg:align-bottom",
      )}
    >
      {children}
    </bdi>
  );
}
