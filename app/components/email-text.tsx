/** An address of mail: left to right, and where it has no room broken before its @ rather than within a word. */
export function EmailText({ children }: { children: string }) {
  const at = Math.max(children.lastIndexOf("@"), 0);
  return (
    <bdi dir="ltr" className="wrap-anywhere">
      {children.slice(0, at)}
      <wbr />
      {children.slice(at)}
    </bdi>
  );
}
