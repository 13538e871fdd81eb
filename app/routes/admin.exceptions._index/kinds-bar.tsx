import { Link } from "@remix-run/react";
import { classNames } from "#app/components/class-names.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import type { ExceptionKind } from "#db/schema.ts";
import { useKindNames } from "./exception-words.ts";

/** Every kind there is, with how many: what stands on a later page is not out of sight. On a phone one row, which scrolls. */
export function KindsBar({
  kinds,
  current,
  to,
}: {
  kinds: ReadonlyArray<{ kind: ExceptionKind; count: number }>;
  current: ExceptionKind | null;
  to: (kind: ExceptionKind | undefined) => string;
}) {
  const t = useTranslations("attention");
  const names = useKindNames();
  if (kinds.length < 2) return null;
  return (
    <nav
      aria-label={t("kinds")}
      className="relative -mx-4 mb-4 flex gap-1 overflow-x-auto px-4 sm:mx-0 sm:flex-wrap sm:overflow-visible sm:px-0"
    >
      {kinds.map(({ kind, count }) => (
        <Link
          key={kind}
          to={to(kind === current ? undefined : kind)}
          preventScrollReset
          aria-current={kind === current ? "true" : undefined}
          className={classNames(
            "inline-flex min-h-8 shrink-0 items-center gap-2 rounded-md px-3 text-sm pointer-coarse:min-h-11",
            kind === current
              ? "bg-accent-soft font-medium text-accent-ink"
              : "text-ink-muted hover:bg-sunken hover:text-ink",
          )}
        >
          {names(kind)} <CountOf count={count} />
        </Link>
      ))}
    </nav>
  );
}

/** How many of a kind; counting stops at 1,000. */
export function CountOf({ count }: { count: number }) {
  const t = useTranslations("attention");
  return (
    <span className="rounded-full bg-neutral-soft px-2 text-sm text-neutral-ink tabular-nums">
      <bdi>{count >= 1_000 ? t("upTo") : count}</bdi>
      <span className="sr-only"> {t("ofThem")}</span>
    </span>
  );
}
