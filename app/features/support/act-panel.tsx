import { Form, useActionData, useNavigation } from "@remix-run/react";
import CircleAlert from "lucide-react/icons/circle-alert";
import CircleCheck from "lucide-react/icons/circle-check";
import CircleHelp from "lucide-react/icons/circle-help";
import Minus from "lucide-react/icons/minus";
import type { ReactNode } from "react";
import { Button } from "#app/components/button.tsx";
import { ButtonLink } from "#app/components/button-link.tsx";
import { Panel } from "#app/components/panel.tsx";
import { TextArea } from "#app/components/text-area.tsx";
import { toneInk } from "#app/components/tone.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

/**
 * An act of support, seen before it is done: what will happen, what stays, what stands in the way, why, and the button
 * that does it. A page of its own, so that it needs no script.
 */
export function ActPanel({
  happens,
  lasts,
  mayChange = [],
  stays = [],
  inTheWay = [],
  act,
  fields = {},
  formKey,
  label,
  danger,
  asksWhy = true,
  backTo,
}: {
  happens: readonly ReactNode[];
  /** Said of an act that nothing undoes. */
  lasts?: ReactNode;
  /** What may come of it. */
  mayChange?: readonly ReactNode[];
  stays?: readonly ReactNode[];
  inTheWay?: readonly ReactNode[];
  /** Where the form is sent. */
  act: string;
  /** What else it says. */
  fields?: Record<string, string | number>;
  /** Left out where sending twice does no harm. */
  formKey?: string;
  label: ReactNode;
  danger?: boolean;
  asksWhy?: boolean;
  backTo: string;
}) {
  const t = useTranslations("support.act");
  // The page's own action refused it: why one does it is written already.
  const refused = useActionData<{ problem?: string; reason?: string; key?: string }>();
  const key = refused?.problem === "key_reused" ? formKey : (refused?.key ?? formKey);
  const navigation = useNavigation();
  const sending = navigation.state !== "idle" && navigation.formMethod === "POST";
  return (
    <Panel title={t(inTheWay.length > 0 ? "inTheWay" : "willHappen")}>
      <div className="flex flex-col gap-4">
        {inTheWay.length > 0 ? (
          <>
            <Lines lines={inTheWay} Icon={CircleAlert} ink={toneInk.danger} />
            {refused?.reason ? (
              <TextArea label={t("notDone")} value={refused.reason} dir="auto" readOnly />
            ) : null}
          </>
        ) : (
          <>
            <Lines lines={happens} Icon={CircleCheck} ink={toneInk.info} />
            {lasts ? <Lines lines={[lasts]} Icon={CircleAlert} ink={toneInk.warning} /> : null}
            {mayChange.length > 0 ? (
              <Further title={t("mayChange")} lines={mayChange} Icon={CircleHelp} ink={toneInk.warning} />
            ) : null}
            {stays.length > 0 ? (
              <Further title={t("stays")} lines={stays} Icon={Minus} ink={toneInk.neutral} />
            ) : null}
            <Form method="post" action={act} className="flex flex-col gap-4 border-t border-line pt-4">
              {formKey ? <input type="hidden" name="key" value={key} /> : null}
              {Object.entries(fields).map(([name, value]) => (
                <input key={name} type="hidden" name={name} value={value} />
              ))}
              {asksWhy ? (
                <TextArea
                  label={t("reason")}
                  hint={t("reasonHint")}
                  name="reason"
                  required
                  minLength={3}
                  maxLength={1_000}
                  dir="auto"
                  defaultValue={refused?.reason}
                  error={refused?.problem === "noReason" ? t("noReason") : null}
                />
              ) : null}
              <div className="flex flex-wrap gap-2">
                <Button variant={danger ? "danger" : "primary"} pending={sending ? label?.toString() : null}>
                  {label}
                </Button>
                <ButtonLink to={backTo}>{t("cancel")}</ButtonLink>
              </div>
            </Form>
          </>
        )}
        {inTheWay.length > 0 ? (
          <div>
            <ButtonLink to={backTo}>{t("cancel")}</ButtonLink>
          </div>
        ) : null}
      </div>
    </Panel>
  );
}

interface LinesProps {
  lines: readonly ReactNode[];
  Icon: typeof CircleAlert;
  ink: string;
}

function Further({ title, ...lines }: LinesProps & { title: string }) {
  return (
    <div>
      <h3 className="mb-2 text-sm font-medium text-ink-muted">{title}</h3>
      <Lines {...lines} />
    </div>
  );
}

function Lines({ lines, Icon, ink }: LinesProps) {
  return (
    <ul className="flex flex-col gap-2 text-base">
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list of sentences
        <li key={index} className="flex gap-2">
          <Icon size={16} aria-hidden className={`mt-0.5 shrink-0 ${ink}`} />
          <span className="min-w-0 break-words">{line}</span>
        </li>
      ))}
    </ul>
  );
}
