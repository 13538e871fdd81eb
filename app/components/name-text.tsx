/** A name or title of any script on one line: what does not fit is cut at its own end, Arabic at the left. */
export function NameText({ children }: { children: string | null }) {
  return (
    <bdi title={children ?? undefined} className="md:inline-block md:max-w-full md:truncate md:align-bottom">
      {children}
    </bdi>
  );
}
