import { Form } from "@remix-run/react";
import { can, isStaff, type Permission, permissions } from "#app/auth/permissions.ts";
import { Button } from "#app/components/button.tsx";
import { ButtonLink } from "#app/components/button-link.tsx";
import { ErrorPanel } from "#app/components/error-panel.tsx";
import { Field } from "#app/components/field.tsx";
import { RouteError } from "#app/components/route-error.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths, paths } from "#app/paths.ts";
import { type Role, roles } from "#db/schema.ts";

/** What stands in the office's frame when its page cannot. `role`: of whoever is signed in, if staff. */
export function OfficeError({ role }: { role: Role | null }) {
  const t = useTranslations("errors.failed");
  return (
    <RouteError
      words={{
        notFound: <OfficeNotFound />,
        forbidden: (error) => (
          <OfficeForbidden
            role={role ?? roles.find((one) => one === error.role) ?? null}
            permission={error.permission}
          />
        ),
        failed: {
          text: <p>{t("office")}</p>,
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

/** Which permission it asks for, who has it, and where to go. */
function OfficeForbidden({ role, permission }: { role: Role | null; permission: string | null }) {
  const t = useTranslations("errors.forbidden.office");
  const roleNames = useTranslations("office.roles");
  const known = permissions.find((one): one is Permission => one === permission);
  const holders = known ? roles.filter((one) => can(one, known)) : [];
  return (
    <ErrorPanel
      title={t("title")}
      actions={
        <>
          <ButtonLink to={paths.account()} variant="primary">
            {t("account")}
          </ButtonLink>
          {role && isStaff(role) ? (
            <ButtonLink to={adminPaths.home()}>{t("overview")}</ButtonLink>
          ) : (
            <ButtonLink to={paths.home()}>{t("site")}</ButtonLink>
          )}
        </>
      }
    >
      {role && known ? (
        <>
          <p>{t("role", { role: roleNames(role), permission: known })}</p>
          <p>{t("who", { roles: holders.map((one) => roleNames(one)).join(", ") })}</p>
        </>
      ) : (
        <p>{t("nobody")}</p>
      )}
    </ErrorPanel>
  );
}

/** An address cut short often has the id in it still: the search is right here. */
function OfficeNotFound() {
  const t = useTranslations("errors.notFound.office");
  return (
    <ErrorPanel title={t("title")} actions={<ButtonLink to={adminPaths.home()}>{t("overview")}</ButtonLink>}>
      <p>{t("text")}</p>
      <Form method="get" action={adminPaths.payments()} role="search" className="mt-4 flex items-end gap-2">
        <div className="min-w-0 flex-1">
          <Field label={t("search")} type="search" name="q" placeholder={t("placeholder")} />
        </div>
        <Button variant="primary">{t("button")}</Button>
      </Form>
    </ErrorPanel>
  );
}
