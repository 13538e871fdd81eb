/** A name within a heading: it turns no words around it, and moves to the next line whole where it fits there. */
export function HeadingName({ children }: { children: string }) {
  return <bdi className="inline-block max-w-full text-match-parent">{children}</bdi>;
}
