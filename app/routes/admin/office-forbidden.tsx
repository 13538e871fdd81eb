import { can, isStaff, type Permission, permissions } from "#app/auth/permissions.ts";
import { ButtonLink } from "#app/components/button-link.tsx";
import { ErrorPanel } from "#app/components/error-panel.tsx";
import { listed } from "#app/messages/listed.ts";
import { useLocale } from "#app/messages/use-locale.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths, paths } from "#app/paths.ts";
import { roles } from "#db/schema.ts";

/** Staff are told what their role may not do and which may, anybody else whose it is; and each where to go. */
export default function OfficeForbidden({
  role: named,
  permission,
  act,
}: {
  role: string | null;
  permission: string | null;
  act: string | null;
}) {
  const t = useTranslations("errors.forbidden.office");
  const locale = useLocale();
  const roleNames = useTranslations("office.roles");
  const role = roles.find((one) => one === named);
  const known = permissions.find((one): one is Permission => one === permission);
  const staff = role && isStaff(role);
  const holders = known ? roles.filter((one) => can(one, known)) : [];
  return (
    <ErrorPanel
      title={t("title")}
      actions={
        <>
          <ButtonLink to={staff ? adminPaths.home() : paths.home()} variant="primary">
            {t(staff ? "overview" : "site")}
          </ButtonLink>
          <ButtonLink to={paths.account()}>{t("account")}</ButtonLink>
        </>
      }
    >
      {staff && known && act ? (
        <>
          <p>{t("role", { role: roleNames(role), act })}</p>
          <p>
            {t("who", {
              roles: listed(
                holders.map((one) => roleNames(one)),
                locale,
              ),
            })}
          </p>
        </>
      ) : (
        <p>{t("nobody")}</p>
      )}
    </ErrorPanel>
  );
}
