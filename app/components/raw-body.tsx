/** Text as a machine sent it: left to right, scrolled within its own box. */
export function RawBody({ text, label }: { text: string; label: string }) {
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={label}
      className="max-h-96 overflow-auto rounded-md border border-line bg-sunken p-3"
    >
      <pre dir="ltr" className="font-mono text-xs leading-5">
        {text}
      </pre>
    </section>
  );
}
