import { type ReactNode, useEffect, useRef, useState } from "react";
import { classNames } from "#app/components/class-names.ts";

/** Marks a cell for a moment when its value changed under the reader's eyes; nothing on its first showing. */
export function ChangedMark({ value, children }: { value: string; children: ReactNode }) {
  const before = useRef(value);
  const [changed, setChanged] = useState(false);
  useEffect(() => {
    if (before.current === value) return;
    before.current = value;
    setChanged(true);
    const timer = setTimeout(() => setChanged(false), 1_600);
    return () => clearTimeout(timer);
  }, [value]);
  return (
    <span
      data-changed={changed || undefined}
      className={classNames("-m-1 inline-flex rounded-md p-1 transition-colors", changed && "bg-accent-soft")}
    >
      {children}
    </span>
  );
}
