/** A name or title of any script on one line: what does not fit is cut at its own end, Arabic at the left. Nothing is nothing: a phone's card leaves it out. */
export function NameText({ children }: { children: string | null }) {
  if (!children) return null;
  return (
    <bdi
      title={children}
      className="text-match-parent md:inline-block md:max-w-full md:truncate md:align-bottom"
    >
      {children}
    </bdi>
  );
}
