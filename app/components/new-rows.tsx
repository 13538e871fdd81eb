import ArrowUp from "lucide-react/icons/arrow-up";
import { useEffect } from "react";
import { announce } from "#app/components/announcer.tsx";

/** The quiet line above a list: `words` says "4 new payments". Pressing it lets them in. */
export function NewRows({ count, words, onShow }: { count: number; words: string; onShow: () => void }) {
  // Read out now and then, not with each that arrives.
  useEffect(() => {
    if (count > 0) announce(words);
  }, [count, words]);
  return (
    <div>
      {count > 0 ? (
        <button
          type="button"
          onClick={onShow}
          className="flex min-h-9 w-full items-center justify-center gap-2 border-b border-line bg-accent-soft px-4 text-base font-medium text-accent-ink pointer-coarse:min-h-11"
        >
          <ArrowUp size={16} aria-hidden />
          {words}
        </button>
      ) : null}
    </div>
  );
}
