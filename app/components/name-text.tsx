import { classNames } from "#app/components/class-names.ts";

/**
 * A name or title of any script on one line, on a tablet or with `two` on up to two: what does not fit is cut at its
 * own end, Arabic at the left, and between words. Lines are broken in the order of reading: cut at its edge, an Arabic
 * line lost the beginning of the Latin word or amount it ended with. Of a line in the other direction than the page's
 * the "…" hangs in the space beyond. Nothing is nothing: a phone's card leaves it out.
 */
export function NameText({ children, two = false }: { children: string | null; two?: boolean }) {
  if (!children) return null;
  return (
    <bdi
      title={children}
      className={classNames("text-match-parent md:line-clamp-2 md:-me-3 md:pe-3", !two && "lg:line-clamp-1")}
    >
      {children}
    </bdi>
  );
}
