import { useActionData } from "@remix-run/react";
import type { ReactNode } from "react";
import { PageHeader } from "#app/components/page-header.tsx";
import { RefusalNotice } from "#app/features/support/refusal-notice.tsx";
import { adminPaths } from "#app/paths.ts";

/** The page of an act of support: whom it is about and the way back to them, why it was refused, and its steps. */
export function ActPage({
  person,
  title,
  lead,
  children,
}: {
  person: { id: string; name: string };
  title: ReactNode;
  lead?: ReactNode;
  children: ReactNode;
}) {
  const refused = useActionData<{ problem?: string }>();
  return (
    <>
      <PageHeader back={{ to: adminPaths.user(person.id), label: person.name }} title={title} lead={lead} />
      <div className="flex max-w-xl flex-col gap-4">
        <RefusalNotice problem={refused?.problem} />
        {children}
      </div>
    </>
  );
}
