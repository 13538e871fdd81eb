import type en from "#app/messages/en/attention.ts";
import type { Translated } from "#app/messages/translated.ts";

/** كلمات قائمة الاستثناءات. */
export default {
  title: "الاستثناءات",
  lead: "ما يحتاج إلى تدخّل شخص. يُفتح كل استثناء تلقائيًا مرة واحدة، ويُغلق تلقائيًا حين يزول سببه.",
  caption: "الاستثناءات",
  loading: "جارٍ تحميل الاستثناءات",
  find: "البحث في الاستثناءات",
  search: "البحث في الاستثناءات",
  placeholder: "الاسم أو البريد، أو معرّف الاستثناء أو الدفعة أو الإشعار",
  arrived:
    "{count, plural, one {استثناء جديد} two {استثناءان جديدان} few {# استثناءات جديدة} many {# استثناءً جديدًا} other {# استثناء جديد}}",
  kinds: "الأنواع",
  upTo: "أكثر من 1,000",
  ofThem: "منها",
  oldest: "الأقدم <when></when>",
  anyKind: "كل الأنواع",
  anySeverity: "كل درجات الاستعجال",
  states: { open: "مفتوح", resolved: "محلول", ignored: "متجاهَل", all: "كل الحالات" },
  severities: { critical: "عاجل", warning: "غير عاجل" },
  columns: {
    what: "ما هو",
    amount: "المبلغ",
    about: "عن",
    kind: "النوع",
    state: "الحالة",
    times: "مرات الظهور",
    email: "البريد الإلكتروني",
    payment: "معرّف الدفعة",
    id: "معرّف الاستثناء",
    seen: "آخر ظهور",
    closed: "وقت الإغلاق",
    resolution: "كيف أُغلق",
    since: "منذ",
  },
  sorts: {
    kind: { up: "حسب النوع، الأكثر إلحاحًا أولًا", down: "حسب النوع، الأقل إلحاحًا أولًا" },
    since: { up: "الأطول انتظارًا أولًا", down: "الأحدث فتحًا أولًا" },
    seen: { down: "الأحدث ظهورًا أولًا", up: "الأقدم ظهورًا أولًا" },
  },
  filters: {
    q: "بحث",
    status: "الحالة",
    kind: "النوع",
    severity: "الاستعجال",
    from: "ظهر أول مرة من يوم",
    to: "ظهر أول مرة حتى يوم",
  },
  none: {
    title: "لا استثناء مطابق",
    text: "تُطابق الأسماء وعناوين البريد وأرقام الهاتف من بدايتها، والمعرّفات كاملة.",
    action: "عرض المفتوح",
  },
  empty: {
    title: "لا شيء يحتاج إلى تدخّل",
    text: "لكل طالب دفع مقعده، ولكل مقعد دفعته، والدفتر متفق معهما. وإن تغيّر ذلك ظهر هنا خلال دقيقة.",
  },
} satisfies Translated<typeof en>;
