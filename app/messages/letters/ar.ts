import type en from "#app/messages/letters/en.ts";

type SameKeys<T> = { [Key in keyof T]: T[Key] extends string ? string : SameKeys<T[Key]> };

export default {
  frame: {
    greeting: "مرحبًا {name}،",
    questions: "لديك سؤال؟ أجب على هذه الرسالة أو اكتب إلى {support}.",
    automatic: "تصلك هذه الرسالة لأن لديك حسابًا في {school}.",
    privateLink: "[رابط خاص]",
  },
  fact: {
    course: "الدورة",
    starts: "تبدأ في",
    amountPaid: "المبلغ المدفوع",
    givenBack: "المبلغ المُعاد",
    paidAt: "وقت الدفع",
    paidWith: "طريقة الدفع",
    transaction: "رقم العملية",
    number: "رقم الإيصال",
    reason: "السبب",
    wentBack: "أُعيد إليك مبلغ {amount} الذي دفعته.",
  },
  receipt: {
    subject: "إيصال: {course}",
    heading: "استلمنا دفعتك",
    lead: "شكرًا لك. استلمنا {amount} مقابل {course}.",
    seated: "تم تسجيلك، والدورة متاحة لك الآن.",
    waiting: "يراجع فريقنا كل تسجيل في هذه الدورة قبل بدئها. سنكتب إليك فور البتّ في تسجيلك.",
    unseated: "لم يتأكد مقعدك بعد. أُبلغ فريقنا بذلك وسيكتب إليك.",
    openCourse: "الذهاب إلى الدورة",
    seeReceipt: "عرض الإيصال",
  },
  payment_failed: {
    subject: "لم تتم عملية الدفع مقابل {course}",
    heading: "لم تتم عملية الدفع",
    lead: "أردت دفع {amount} مقابل {course}. لم تتم العملية ولم يصلنا أي مبلغ.",
    next: "إذا كنت لا تزال ترغب في المقعد، فحاول مرة أخرى بالطريقة نفسها أو بطريقة دفع أخرى.",
    once: "إذا غيّرت رأيك فلا يلزمك فعل أي شيء. لن نذكّرك مرة أخرى.",
    tryAgain: "المحاولة مرة أخرى",
  },
  payment_link: {
    subject: "رابط الدفع الخاص بك مقابل {course}",
    heading: "ادفع مقابل دورتك",
    lead: "هذا رابطك لدفع {amount} مقابل {course}. الرابط لك وحدك، فنرجو ألا تشاركه مع أحد.",
    until: "يمكن الدفع به حتى {until}.",
    pay: "ادفع {amount}",
  },
  enrollment_approved: {
    subject: "تم قبولك: {course}",
    heading: "تم قبولك",
    lead: "تمت الموافقة على تسجيلك في {course}.",
    openCourse: "الذهاب إلى الدورة",
  },
  pay_invitation: {
    subject: "تمت الموافقة: يمكنك الآن الدفع مقابل {course}",
    heading: "تمت الموافقة على طلبك",
    lead: "تمت الموافقة على طلب انضمامك إلى {course}. يصبح المقعد لك بعد الدفع.",
    until: "نحتفظ به لك حتى {until}.",
    pay: "عرض السعر والدفع",
  },
  deadline_extended: {
    subject: "مهلة أطول للدفع مقابل {course}",
    heading: "أصبحت لديك مهلة أطول",
    lead: "نحتفظ لك بمقعدك في {course} مدة أطول مما أخبرناك به.",
    until: "يمكنك الدفع حتى {until}. بعد ذلك يصبح المقعد متاحًا لغيرك.",
    pay: "عرض السعر والدفع",
  },
  enrollment_rejected: {
    subject: "بخصوص تسجيلك في {course}",
    heading: "لا يمكننا منحك هذا المقعد",
    lead: "راجعنا تسجيلك في {course}، ولا يمكننا منحك مقعدًا.",
    refund: "لقد دفعت {amount} مقابله. ينظر فريقنا في إعادة المبلغ وسيكتب إليك بشأنه.",
  },
  enrollment_revoked: {
    subject: "انتهى مقعدك في {course}",
    heading: "انتهى مقعدك",
    lead: "سُحب مقعدك في {course}، ولم تعد الدورة متاحة لك.",
    refund: "لقد دفعت {amount} مقابله. سيكتب إليك فريقنا بشأن المبلغ.",
  },
  waitlist_offer: {
    subject: "مقعد متاح في {course}",
    heading: "مقعد متاح",
    lead: "أصبح مقعد في {course} متاحًا، ودورك هو التالي.",
    until: "نحتفظ به لك حتى {until}، وبعد ذلك ينتقل إلى من يليك.",
    take: "الحصول على المقعد",
  },
  case_answer: {
    subject: "رد: {subject}",
    heading: "ردّنا",
    lead: "سألتنا عن «{subject}». وهذا ردّنا:",
  },
} satisfies SameKeys<typeof en>;
