import LoaderCircle from "lucide-react/icons/loader-circle";

/** Something is under way; always beside words that say what. */
export function Spinner({ size = 16 }: { size?: number }) {
  return (
    <LoaderCircle size={size} aria-hidden className="shrink-0 animate-spin motion-reduce:animate-none" />
  );
}
