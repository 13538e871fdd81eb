import type en from "#app/messages/en/exception.ts";
import type { Translated } from "#app/messages/translated.ts";

export default {
  page: {
    since: "فُتح <when></when>",
    happened: "حدث {count, plural, one {مرة واحدة} two {مرتين} few {# مرات} many {# مرة} other {# مرة}}",
    known: "ما نعرفه",
    unknown: "ما لا نعرفه",
    choices: "ما الذي يمكن فعله",
    decide: "القرار",
    takeBack: "الرجوع عن القرار",
    history: "السجل",
    historyLabel: "السجل، الأحدث أولًا",
    itself: "النظام تلقائيًا",
    through: "<amount></amount> عبر {gateway}",
    ask: "اسأل {gateway} الآن",
    asking: "جارٍ السؤال…",
    mayNotAsk: "دورك لا يتيح السؤال",
    delivery: "فتح الإشعار لتشغيله تجريبيًا أو إعادة معالجته",
    refused: "عرض ما رُفض",
  },
  decide: {
    noReason: "اكتب في بضع كلمات ما وجدته أو فعلته. سيعتمد عليه من ينظر بعدك.",
    reason: "السبب",
    whatFound: "ما وجدته أو فعلته. يبقى في السجل.",
    whyAgain: "لماذا يحتاج إلى تدخل من جديد.",
    resolve: "حل الاستثناء",
    ignore: "تجاهله وإن تكرر",
    reopen: "إعادة فتح الاستثناء",
    resolving: "جارٍ الحل…",
    ignoring: "جارٍ التجاهل…",
    reopening: "جارٍ إعادة الفتح…",
    mayNot: "دورك يتيح الاطلاع لا القرار",
  },
  repair: {
    title: "إصلاح مقترح",
    grant: "منح المقعد",
    recount: "إعادة عدّ المقاعد",
    pending: "جارٍ الإصلاح…",
    mayNot: "دورك يتيح الاطلاع لا الإصلاح",
    noSeat: "لا مقعد شاغرًا",
    notAsked: "لا تطلب الدفعة مقعدًا الآن",
    someStudent: "الطالب",
    full: "كل مقاعد الدورة وعددها {capacity, number} مشغولة. وما إن يخلو أحدها حتى يُمنح تلقائيًا لمن دفع أولًا. وإلى ذلك الحين: زِد عدد المقاعد، أو رُدّ المال من بوابة الدفع.",
    seat: "يحصل <student></student> على تسجيل نشط. ولا يتحرك أي مال.",
    seats: "المقاعد المشغولة",
    of: "{taken, number} من {capacity, number}",
    recountEffect:
      "يُجعل عدد المقاعد المشغولة بقدر التسجيلات القائمة. لا يتغير أي تسجيل؛ وإن كانت النتيجة تتجاوز سعة الدورة فلا يتغير شيء.",
  },
  told: {
    resolved: { title: "حُلّ", meaning: "يُفتح مجددًا تلقائيًا إن عادت المشكلة." },
    ignored: {
      title: "جرى تجاهله",
      meaning: "يبقى مغلقًا وإن رُصد مجددًا. أعد فتحه أدناه إن لم يكن ذلك مقصودًا.",
    },
    open: { title: "مفتوح من جديد", meaning: "يُعدّ من جديد مما يحتاج إلى تدخل." },
    stale: {
      title: "سبقك غيرك: لم يُسجَّل قرارك",
      meaning: "حاله الآن أدناه، ومن قرر ماذا. قرر من جديد إن كنت لا تزال تريد ذلك.",
    },
    repaired: { title: "تم الإصلاح", meaning: "صُحّح ما كان خاطئًا، والسجل يذكر ذلك." },
    full: {
      title: "لم يبق مقعد شاغر",
      meaning: "شُغل آخر مقعد قبل لحظات. ويبقى الطالب في أول الطابور.",
    },
    nothing_to_do: {
      title: "لم يكن هناك ما يُصلح",
      meaning: "لم تعد الدفعة تطلب ذلك. ويغلق الفحص التالي الاستثناء إن سُوّي الأمر.",
    },
    not_open: { title: "لم يعد مفتوحًا", meaning: "لم يتغير شيء." },
  },
} satisfies Translated<typeof en>;
