import { lazy, Suspense } from "react";
import { ButtonLink } from "#app/components/button-link.tsx";
import { RouteError } from "#app/components/route-error.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";
import type { Role } from "#db/schema.ts";

// Few pages need them: one knows every permission, the other has a search of its own.
const OfficeNotFound = lazy(() => import("./office-not-found.tsx"));
const OfficeForbidden = lazy(() => import("./office-forbidden.tsx"));

/** What stands in the office's frame when its page cannot. `role`: of whoever is signed in, if staff. */
export function OfficeError({ role }: { role: Role | null }) {
  const t = useTranslations("errors.failed");
  const away = useTranslations("errors.away");
  return (
    <RouteError
      words={{
        notFound: (
          <Suspense>
            <OfficeNotFound />
          </Suspense>
        ),
        forbidden: (error) => (
          <Suspense>
            <OfficeForbidden role={role ?? error.role} permission={error.permission} act={error.act} />
          </Suspense>
        ),
        failed: {
          text: <p>{t("office")}</p>,
          away: <p>{away("office")}</p>,
          elsewhere: (
            <ButtonLink to={adminPaths.home()} reloadDocument>
              {t("toOverview")}
            </ButtonLink>
          ),
        },
      }}
    />
  );
}
