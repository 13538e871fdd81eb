import { Form, useNavigation } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";
import { paths } from "#app/paths.ts";

/** Takes the request back while nobody has decided it, with one plain form. It can be asked anew. */
export function WithdrawRequest({ courseId }: { courseId: string }) {
  const t = useTranslations("buying.asked");
  const action = paths.courseRequests(courseId);
  const sending = useNavigation().formAction === action;
  return (
    <Form method="post" action={action}>
      <input type="hidden" name="intent" value="withdraw" />
      <Button pending={sending && t("withdrawing")}>{t("withdraw")}</Button>
    </Form>
  );
}
