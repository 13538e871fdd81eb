import Search from "lucide-react/icons/search";
import { type FormEvent, useEffect, useId, useRef } from "react";
import { controlClass } from "#app/components/field-frame.tsx";

/** Milliseconds after the last letter until the list is asked. */
const pauseMs = 200;

/** A filter bar's search. `onPause`: with script, called a moment after the last letter, so that the list answers while one types. */
export function SearchField({
  name,
  value,
  label,
  placeholder,
  onPause,
}: {
  name: string;
  value: string;
  label: string;
  placeholder?: string;
  onPause?: (form: HTMLFormElement) => void;
}) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    // Cleared or changed by a link; what is being typed is newer than any answer.
    const field = input.current;
    if (field && field !== document.activeElement) field.value = value;
  }, [value]);
  function typed(event: FormEvent<HTMLInputElement>) {
    const { form } = event.currentTarget;
    clearTimeout(timer.current);
    if (onPause && form) timer.current = setTimeout(() => onPause(form), pauseMs);
  }
  return (
    <div className="relative min-w-0 flex-1 basis-28 sm:basis-44">
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <Search
        size={16}
        aria-hidden
        className="pointer-events-none absolute start-3 top-1/2 -translate-y-1/2 text-ink-faint"
      />
      <input
        ref={input}
        id={id}
        type="search"
        name={name}
        defaultValue={value}
        onInput={typed}
        placeholder={placeholder ?? label}
        // Cut at the end of its own direction, and always beside the icon.
        dir={value ? "auto" : undefined}
        className={`${controlClass} text-ellipsis text-match-parent in-[html[dir=ltr]]:pl-9 in-[html[dir=rtl]]:pr-9`}
      />
    </div>
  );
}
