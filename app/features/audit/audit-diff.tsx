import ArrowRight from "lucide-react/icons/arrow-right";
import { Amount } from "#app/components/amount.tsx";
import { MomentText } from "#app/components/moment-text.tsx";
import { type SaidValue, type Told, useChangeWords } from "#app/features/audit/change-words.ts";
import { changedFields, editedFields, type FieldChange, type Recorded } from "#app/features/audit/subject.ts";
import { SubjectLink } from "#app/features/audit/subject-link.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";

interface Entry {
  subject_type: string;
  subject_id: string;
  before: Recorded | null;
  after: Recorded | null;
  named: Told["named"];
}

/** What changed, field by field and in words: what it was, an arrow, what it is. */
export function AuditDiff({ entry }: { entry: Entry }) {
  const t = useTranslations("changes");
  const say = useChangeWords();
  const { before, after, named } = entry;
  const record = { ...before, ...after };
  const told = { subject: { type: entry.subject_type, id: entry.subject_id }, record, named };
  // A currency beside its amount is said by the amount.
  const changes = changedFields(before, after).filter(
    ({ field }) => !(field === "currency" && "amount_minor" in record),
  );
  const edited = editedFields(before, after);
  if (changes.length === 0 && edited.length === 0) return null;
  return (
    <ul className="flex flex-col gap-0.5">
      {changes.map((change) => (
        <Line key={change.field} change={change} label={say.field(change.field)}>
          {(value) => <Said value={say.value(change.field, value, told)} named={named} />}
        </Line>
      ))}
      {edited.length > 0 ? (
        <li className="text-sm">
          <span className="text-ink-muted">{t("edited")}</span> {edited.map(say.field).join(", ")}
        </li>
      ) : null}
    </ul>
  );
}

function Line(props: { change: FieldChange; label: string; children: (value: unknown) => React.ReactNode }) {
  const t = useTranslations("audit");
  const { before, after } = props.change;
  return (
    <li className="flex flex-wrap items-baseline gap-x-1.5 text-sm wrap-anywhere">
      <bdi className="text-ink-muted">{props.label}</bdi>
      {before === null ? null : (
        <>
          <del className="text-danger-ink no-underline">
            <span className="sr-only">{t("was")} </span>
            {props.children(before)}
          </del>
          <ArrowRight size={12} aria-hidden className="self-center rtl:-scale-x-100" />
        </>
      )}
      <ins className="text-success-ink no-underline">
        <span className="sr-only">{t("is")} </span>
        {after === null ? t("gone") : props.children(after)}
      </ins>
    </li>
  );
}

function Said({ value, named }: { value: SaidValue; named: Told["named"] }) {
  switch (value.as) {
    case "money":
      return value.amounts.map((money, at) => (
        <span key={money.currency}>
          {at > 0 ? " · " : null}
          <Amount money={money} />
        </span>
      ));
    case "moment":
      return <MomentText at={value.at} />;
    case "subject":
      return <SubjectLink id={value.id}>{named[value.id] ?? value.id}</SubjectLink>;
    case "words":
      return value.text;
    case "stored":
      return <bdi>{value.text}</bdi>;
  }
}
