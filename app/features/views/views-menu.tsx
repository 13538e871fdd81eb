import { Link } from "@remix-run/react";
import Bookmark from "lucide-react/icons/bookmark";
import Star from "lucide-react/icons/star";
import Users from "lucide-react/icons/users";
import { memo } from "react";
import { classNames } from "#app/components/class-names.ts";
import { PopoverDetails } from "#app/components/popover-details.tsx";
import { SaveViewForm, useRefusedView } from "#app/features/views/save-view-form.tsx";
import { useViews } from "#app/features/views/use-views.ts";
import { type View, viewAddress } from "#app/features/views/view.ts";
import { ViewSettings } from "#app/features/views/view-settings.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";
import type { ViewList } from "#db/schema.ts";

/** The views of one list: which is open, the others, and the list as it is now to keep as another. */
export const ViewsMenu = memo(function ViewsMenu({
  list,
  activeId,
  query,
}: {
  list: ViewList;
  activeId: string | null;
  /** What the list is asked now, without where in it one is. */
  query: string;
}) {
  const t = useTranslations("lists.views");
  const { views, mayShare } = useViews(list);
  const refused = useRefusedView(activeId);
  const active = views.find((view) => view.id === activeId) ?? null;
  return (
    <PopoverDetails
      label={active ? <bdi>{active.name}</bdi> : t("label")}
      icon={<Bookmark size={14} aria-hidden />}
      bare={!active}
      opened={refused !== null}
    >
      <div className="flex flex-col gap-4">
        {views.length > 0 ? (
          <ul aria-label={t("label")} className="-mx-2 flex flex-col">
            {views.map((view) => (
              <li key={view.id}>
                <ViewLink view={view} to={viewAddress(view)} active={view.id === activeId} />
              </li>
            ))}
          </ul>
        ) : (
          <p className="text-ink-muted">{t("none")}</p>
        )}
        {active ? <ViewSettings key={active.id} view={active} query={query} mayShare={mayShare} /> : null}
        <SaveViewForm list={list} query={query} mayShare={mayShare} />
      </div>
    </PopoverDetails>
  );
});

function ViewLink({ view, to, active }: { view: View; to: string; active: boolean }) {
  const t = useTranslations("lists.views");
  return (
    <Link
      to={to}
      aria-current={active ? "true" : undefined}
      className={classNames(
        "flex min-h-9 items-center gap-2 rounded-md px-2 hover:bg-sunken pointer-coarse:min-h-11",
        active && "bg-accent-soft font-medium text-accent-ink",
      )}
    >
      <bdi className="min-w-0 flex-1 truncate text-match-parent">{view.name}</bdi>
      {view.ownerName ? (
        <span className="truncate text-sm text-ink-muted">
          <bdi>{view.ownerName}</bdi>
        </span>
      ) : null}
      {view.shared ? <Users size={14} aria-label={t("shared")} className="shrink-0" /> : null}
      {view.isDefault ? (
        <Star size={14} aria-label={t("opensFirst")} className="shrink-0 fill-current" />
      ) : null}
    </Link>
  );
}
