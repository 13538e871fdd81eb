import type en from "#app/messages/en/bulk.ts";
import type { Translated } from "#app/messages/translated.ts";

export default {
  form: {
    title: "قرار بشأن كثيرين",
    decision: "القرار",
    selected: "قرار بشأن الصفوف المختارة",
    matching:
      "{count, plural, zero {لا مطابق} one {قرار بشأن المطابق الوحيد} two {قرار بشأن المطابقَين كليهما} few {قرار بشأن كل المطابقين (#)} many {قرار بشأن كل المطابقين (#)} other {قرار بشأن كل المطابقين (#)}}",
    matchingAbout: "قرار بشأن كل المطابقين",
    matchingFound: "قرار بشأن كل من وجدهم هذا البحث",
    hint: "من ينضم إلى الطابور من الآن لا يدخل فيه. وترى ما آل إليه كل صف، ويمكنك التراجع خلال 30 ثانية.",
    nothing: "اختر صفًا واحدًا على الأقل أولًا.",
    no_reason: "لم يبدأ شيء: يحتاج الرفض إلى سبب من بضع كلمات.",
    form: "لم يبدأ شيء: لم يصل النموذج كاملًا.",
    unread: "لم يبدأ شيء: لم تُفهم تصفية القائمة. اختر الصفوف في القائمة من جديد.",
    selectedCount:
      "{count, plural, one {قرار بشأن الصف المختار} two {قرار بشأن الصفين المختارين} few {قرار بشأن # صفوف مختارة} many {قرار بشأن # صفًا مختارًا} other {قرار بشأن # صف مختار}}",
    backToList: "العودة إلى القائمة",
  },
  job: {
    title:
      "{decision, select, approve {الموافقة على} reject {رفض} revoke {إلغاء} restore {استعادة} other {التراجع عن}} {count, plural, =0 {تسجيلات} zero {تسجيلات} one {تسجيل واحد} two {تسجيلين} few {# تسجيلات} many {# تسجيلًا} other {# تسجيل}}",
    one: "قرار بشأن كثيرين",
    list: "قرارات بشأن كثيرين",
    listLead: "كل قرار صفًا بصف، مع ما آل إليه كل صف.",
    noneTitle: "لا قرار بشأن كثيرين بعد",
    none: "اختر صفوفًا من قائمة التسجيلات، أو كل ما يطابق تصفية.",
    by: "بقرار من {name}",
    triedBy: "وتابعه {name}",
    started: "البداية",
    ended: "النهاية",
    status: {
      queued: "على وشك البدء",
      running: "جارٍ",
      finished: "انتهى",
      cancelled: "أُوقف",
    },
    progress:
      "تم {done, number} من {total, number}{failed, plural, zero {} one {، ولم يتم واحد} two {، ولم يتم اثنان} few {، ولم يتم #} many {، ولم يتم #} other {، ولم يتم #}}",
    progressLabel: "مدى التقدم",
    done: "تم",
    failed: "لم يتم",
    left: "لم يبدأ",
    cancel: "إيقاف",
    retry:
      "{count, plural, zero {إعادة المحاولة} one {إعادة محاولة واحد} two {إعادة محاولة اثنين} few {إعادة محاولة #} many {إعادة محاولة #} other {إعادة محاولة #}}",
    resume: "تراجع عن الباقي",
    undo: "تراجع عنه",
    undoHint: "خلال 30 ثانية من نهايته؛ وما تغيّر منذ ذلك الحين يبقى كما هو.",
    undoes: "يتراجع عن قرار سابق.",
    undone: "عرض ما جرى التراجع عنه",
    see: "عرض",
    rows: "الصفوف",
    reason: "ما قيل للطلاب",
    onlyFailed: "ما لم يتم",
    allRows: "كل الصفوف",
    loading: "جارٍ تحميل الصفوف",
    arrived:
      "{count, plural, one {صف آخر} two {صفان آخران} few {# صفوف أخرى} many {# صفًا آخر} other {# صف آخر}}",
    noRows: "لا صفوف للعرض.",
    columns: { student: "الطالب", course: "الدورة", outcome: "ما آل إليه" },
    outcome: {
      waiting: "لم يبدأ",
      decided: "تم",
      stale: "تُرك: كان قد تغيّر",
      not_allowed: "غير ممكن من «{status}»",
      full: "لم يبق مقعد في الدورة",
      missing: "لم يعد موجودًا",
      error: "لم يُسجَّل لسبب من جانبنا",
    },
    selection: {
      ids: "مختارة واحدًا واحدًا",
      matching: "<list>كل ما طابق</list>، كما كان في <moment></moment>",
      job: "صفوف قرار سابق",
      failed: "ما حاوله قرار أُوقف ولم يتم",
    },
    told: {
      not_allowed: "لم يعد ذلك ممكنًا: لقد انتهى، أو لم يبق ما يُفعل.",
      too_late: "لم يعد التراجع ممكنًا: انقضت 30 ثانية، أو يجري التراجع بالفعل.",
    },
  },
} satisfies Translated<typeof en>;
