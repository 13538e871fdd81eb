import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import MailX from "lucide-react/icons/mail-x";
import * as z from "zod/mini";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { EmptyState } from "#app/components/empty-state.tsx";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { ActForm, sentKey } from "#app/features/support/act-form.ts";
import { ActPage } from "#app/features/support/act-page.tsx";
import { ActPanel } from "#app/features/support/act-panel.tsx";
import {
  findAddressee,
  lettersFor,
  paymentLetters,
  sendPaymentMail,
} from "#app/features/support/send-payment-mail.server.ts";
import { db } from "#app/lib/db.server.ts";
import { isolateLeftToRight } from "#app/lib/isolate.ts";
import { unbrokenMoney } from "#app/lib/money.ts";
import { isLocale, localeNames } from "#app/messages/locales.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths, PaymentParams } from "#app/paths.ts";

// Its form carries a key of its own, so every load is answered anew.
export const handle: RouteHandle = { access: { read: "mail:send", write: "mail:send" } };

export const meta: MetaFunction<typeof loader> = ({ data: loaded, matches }) =>
  pageTitle(loaded?.payment.name ?? wordsOf(matches, "office")("places.payments"), matches);

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireStaff(request, "mail:send");
  const parsed = PaymentParams.safeParse(params);
  const payment = parsed.success ? await findAddressee(db(), parsed.data.paymentId) : null;
  if (!payment) throw new Response(null, { status: 404 });
  return { payment, letters: lettersFor(payment), key: crypto.randomUUID() };
}

const LetterForm = z.pick(z.extend(ActForm, { letter: z.enum(paymentLetters) }), { key: true, letter: true });

/** Asks for the letter; it is sent after commit, in the student's language. */
export async function action({ request, params }: ActionFunctionArgs) {
  const staff = await requireStaff(request, "mail:send");
  const parsed = PaymentParams.safeParse(params);
  const payment = parsed.success ? await findAddressee(db(), parsed.data.paymentId) : null;
  if (!payment) throw new Response(null, { status: 404 });
  const fields = await request.formData();
  const key = sentKey(fields);
  const form = LetterForm.safeParse(Object.fromEntries(fields));
  if (!form.success) return data({ problem: "form" as string, key }, { status: 422 });
  const result = await sendPaymentMail(db(), {
    ...form.data,
    userId: payment.user_id,
    paymentId: payment.id,
    actor: { type: "staff", id: staff.id },
  });
  return result.outcome === "sent"
    ? redirect(adminPaths.user(payment.user_id, { told: "sent" }), 303)
    : data({ problem: result.outcome as string, key }, { status: 409 });
}

export default function Letters() {
  const { payment, letters, key } = useLoaderData<typeof loader>();
  const t = useTranslations("support.letters");
  const refusals = useTranslations("support.refused");
  const { email, locale } = payment;
  const amount = unbrokenMoney({
    minor: payment.captured_minor || payment.price_minor,
    currency: payment.currency,
  });
  return (
    <ActPage person={{ id: payment.user_id, name: payment.name }} title={t("title")}>
      {letters.length === 0 ? (
        <EmptyState icon={MailX} title={payment.seated ? refusals("has_seat") : t("none")} />
      ) : null}
      {letters.map((letter) => (
        <ActPanel
          key={letter}
          happens={[
            t(letter === "receipt" ? "receiptText" : "linkText", { amount }),
            t("to", {
              email: isolateLeftToRight(email),
              language: isLocale(locale) ? localeNames[locale] : locale,
            }),
          ]}
          act={adminPaths.paymentLetters(payment.id)}
          fields={{ letter }}
          formKey={key}
          label={t(`act.${letter}`)}
          asksWhy={false}
          backTo={adminPaths.user(payment.user_id)}
        />
      ))}
    </ActPage>
  );
}
