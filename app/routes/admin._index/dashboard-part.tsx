import type { ReactNode } from "react";
import { Panel } from "#app/components/panel.tsx";
import { PanelPart } from "#app/components/panel-part.tsx";
import { SkeletonRows } from "#app/components/skeleton.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";

type PartName = "today" | "success" | "waiting" | "deliveries" | "exceptions" | "feed";
type Arriving<T> = Parameters<typeof PanelPart<T>>[0]["part"];

/** A panel of the overview that arrives and fails by itself; `rows` is about how tall it will be. */
export function DashboardPart<T>({
  name,
  part,
  rows,
  children,
}: {
  name: PartName;
  part: Arriving<T>;
  rows: number;
  children: (value: T) => ReactNode;
}) {
  const t = useTranslations("dashboard");
  const title = t(`parts.${name}`);
  return (
    <Panel title={title} flush className="h-full">
      <PanelPart
        name={name}
        part={part}
        what={title}
        skeleton={<SkeletonRows label={t("loading", { part: title })} rows={rows} />}
      >
        {children}
      </PanelPart>
    </Panel>
  );
}
